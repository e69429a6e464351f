import type { Anchor, LedgerKey, LedgerPart, Store } from "../app/settings/own-store.js";
import type { Output } from "./common/with-store.js";

/** Takes `SEQ:HASH`; returns the anchor, or null when it is none. */
export function readAnchor(text: string): Anchor | null {
  const found = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text.trim());
  return found ? { seq: Number(found[1]), hash: found[2] ?? "" } : null;
}

/**
 * Walks the whole ledger and says whether it is as it was written, and what proves it. Takes an anchor that was printed earlier, when there
 * is one (only with it can a cut-off end be found), and the keys at hand. Returns the exit code: 1 when something is wrong.
 */
export async function auditVerify(store: Store, anchor: Anchor | null, keys: readonly LedgerKey[], { out, err }: Output): Promise<number> {
  const result = await store.ledger.verify(anchor, keys);
  if (!result.ok) {
    err(`The ledger was altered, or a key is missing. First wrong entry: ${result.seq}: ${result.problem}.\n`);
    return 1;
  }
  const { entries, head, parts } = result;
  const what = parts.every((part) => part.proved) ? "all as they were written" : "each following from the one before";
  out(`${entries} ${entries === 1 ? "entry" : "entries"}, ${what}.\n`);
  parts.forEach((part, index) => out(`  ${rangeOf(part)}: ${standing(part, parts[index + 1])}.\n`));
  if (head) out(`Anchor: ${head.seq}:${head.hash}\nKeep it elsewhere: with --anchor it shows later that nothing was cut off.\n`);
  return 0;
}

function rangeOf({ from, to }: LedgerPart): string {
  return from === to ? String(from) : `${from} to ${to}`;
}

function standing({ keyId, proved }: LedgerPart, next: LedgerPart | undefined): string {
  if (keyId !== null && proved) return `keyed (${keyId}), proved`;
  if (keyId !== null) return `keyed (${keyId}), what they say is not proved: that needs the App's private key`;
  if (next?.proved) return `from before the ledger was keyed, proved by entry ${next.from}`;
  return "not keyed: whoever may write to the database could have written them";
}
