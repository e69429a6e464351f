import { readFileSync } from "node:fs";
import type { LedgerRow } from "../../src/store/schema.js";

/** A row as the ledger kept it before it was keyed. */
export type PlainRow = Omit<LedgerRow, "key_id">;

/**
 * A ledger as it was written before it was keyed: the demo's story, then one row of every further kind and form. Of real runs, in the old store's own
 * chain.
 */
export function plainRows(): PlainRow[] {
  const text = readFileSync(new URL("fixtures/plain-ledger.jsonl", import.meta.url), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as PlainRow);
}
