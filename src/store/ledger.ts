import type { Kysely, Transaction } from "kysely";
import type { EntryOf, EntryRow } from "../core/ledger/entry.js";
import { canonicalJson } from "../core/basics/digest.js";
import { lockLedger } from "./dialect.js";
import { hashOf, type LedgerKey } from "./ledger-hash.js";
import type { LedgerRow, Schema } from "./schema.js";

/** An entry with its place in the chain. */
export interface ChainedEntry extends EntryRow {
  seq: number;
  prevHash: string;
  /** Of the key that its hash was made with; null in rows from before the ledger was keyed. */
  keyId: string | null;
  hash: string;
}

/** Where the chain ends. `keyId` is undefined while it is empty. */
export type Head = Pick<LedgerRow, "seq" | "hash"> & { key_id: string | null | undefined };

/** The head of an empty chain. */
export const START: Head = { seq: 0, hash: "0".repeat(64), key_id: undefined };

const PAGE = 500;

/**
 * Appends entries inside the caller's transaction, one transaction at a time: two processes cannot fork the chain. Where the chain had no
 * key, or another one, an entry says that it goes on under this one. Throws without a key.
 */
export async function appendEntries(trx: Transaction<Schema>, added: readonly EntryRow[], key: LedgerKey | null): Promise<void> {
  const [first] = added;
  if (!first) return;
  if (key === null) throw new Error("The ledger was opened without its key");
  await lockLedger(trx);
  const last = await trx.selectFrom("ledger").select(["seq", "hash", "key_id"]).orderBy("seq", "desc").limit(1).executeTakeFirst();
  let head: Head = last ?? START;
  const news = last && last.key_id !== key.id ? [rekeyed(first.at, last.key_id, key.id)] : [];
  for (const entry of [...news, ...added]) {
    const row = chained(entry, head, key);
    await trx.insertInto("ledger").values(row).execute();
    head = row;
  }
}

/** Returns entries from a sequence number on, at most `limit`. */
export async function entries(db: Kysely<Schema>, from: number, limit = PAGE): Promise<ChainedEntry[]> {
  const rows = await db.selectFrom("ledger").selectAll().where("seq", ">=", from).orderBy("seq").limit(limit).execute();
  return rows.map(entryOf);
}

function chained({ at, kind, item, actor, payload }: EntryRow, head: Head, key: LedgerKey): LedgerRow {
  const content = { seq: head.seq + 1, at, kind, item, actor, payload: canonicalJson(payload), prev_hash: head.hash };
  const row = { ...content, key_id: key.id };
  return { ...row, hash: hashOf(row, key) };
}

function rekeyed(at: number, from: string | null, to: string): EntryRow {
  const nowhere = { item: null, actor: null, repository: null, number: null, policyCommit: null, contract: null };
  const entry: EntryOf<"rekeyed"> = { kind: "rekeyed", version: 2, at, ...nowhere, data: { from, to } };
  const { kind, item, at: _at, ...payload } = entry;
  return { at, kind, item, actor: null, payload };
}

/** Takes a row; returns it as the ledger tells it. */
export function entryOf(row: LedgerRow): ChainedEntry {
  const { seq, at, kind, item, actor, hash } = row;
  return { seq, at, kind, item, actor, payload: parsed(row.payload), prevHash: row.prev_hash, keyId: row.key_id, hash };
}

// Somebody may have written nonsense: whoever copies the ledger must still see it.
function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}
