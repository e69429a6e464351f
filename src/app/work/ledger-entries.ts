import type { Decision } from "../../core/handoff/turn.js";
import { toRow, VERSION, type Entry, type EntryPlace, type EntryRow } from "../../core/ledger/entry.js";
import type { JudgedItem } from "./run-item.js";

/** What a look adds to the ledger: what was decided, and that somebody altered the state in the living comment. */
export function ledgerEntries({ snapshot, policy, decisions, tampered }: JudgedItem, now: number): EntryRow[] {
  const place: EntryPlace = {
    version: VERSION,
    item: snapshot.item.nodeId,
    repository: `${snapshot.repository.owner}/${snapshot.repository.name}`,
    number: snapshot.item.number,
    policyCommit: policy.source.commit,
  };
  const found: Decision[] = tampered ? [{ kind: "tampered", at: now, actor: null, contract: null, data: {} }] : [];
  return [...decisions, ...found].map((decision) => toRow(entryOf(decision, place)));
}

// A receipt's contract is the one that was crossed by; what lies ahead by then is the next one.
function entryOf(decision: Decision, place: EntryPlace): Entry {
  const contract = "receipt" in decision.data ? decision.data.receipt.contract : decision.contract;
  return { ...place, ...decision, contract };
}
