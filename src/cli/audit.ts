import type { Anchor, Store } from "../app/own-store.js";
import type { Output } from "./with-store.js";

/** Takes `SEQ:HASH`; returns the anchor, or null when it is none. */
export function readAnchor(text: string): Anchor | null {
  const found = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text.trim());
  return found ? { seq: Number(found[1]), hash: found[2] ?? "" } : null;
}

/**
 * Walks the whole ledger and says whether it is as it was written. Takes an anchor that was printed earlier, when there is one: only with
 * it can a cut-off end be found. Returns the exit code: 1 when something is wrong.
 */
export async function auditVerify(store: Store, anchor: Anchor | null, { out, err }: Output): Promise<number> {
  const result = await store.ledger.verify(anchor);
  if (!result.ok) {
    err(`The ledger was altered. First wrong entry: ${result.seq}: ${result.problem}.\n`);
    return 1;
  }
  const { entries, head } = result;
  out(`${entries} ${entries === 1 ? "entry" : "entries"}, all as they were written.\n`);
  if (head) out(`Anchor: ${head.seq}:${head.hash}\nKeep it elsewhere: with --anchor it shows later that nothing was cut off.\n`);
  return 0;
}
