import { createHash, createHmac } from "node:crypto";
import { canonicalJson } from "../core/basics/digest.js";
import type { LedgerRow } from "./schema.js";

/** What the chain is keyed with. The id stands in every row and tells nothing of the secret. */
export interface LedgerKey {
  id: string;
  secret: Uint8Array;
}

/**
 * Takes a row and its key; returns its hash, over its content and the hash before it. Without a key, as in the first rows of an old ledger,
 * whoever may write to the database can make one; with a key, only who has it.
 */
export function hashOf(row: Omit<LedgerRow, "hash">, key: LedgerKey | null): string {
  const { seq, at, kind, item, actor, payload, prev_hash } = row;
  const text = canonicalJson({ seq, at, kind, item, actor, payload, prev_hash });
  return (key === null ? createHash("sha256") : createHmac("sha256", key.secret)).update(text).digest("hex");
}
