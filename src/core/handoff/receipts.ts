import type { Stage } from "../policy/types.js";
import type { Judgement } from "../judging/judge.js";
import type { Texts } from "../content/item-texts.js";
import type { GateResult } from "./verdict.js";
import { criteriaIn } from "./criteria.js";
import type { AcceptedCriteria, Receipt } from "./record.js";
import type { Facts } from "./rule.js";

/** A receipt that says from where to where, and nothing else yet. */
export function blankReceipt({ kind, from, to, at }: Pick<Receipt, "kind" | "from" | "to" | "at">): Receipt {
  const nobody = { requestedBy: null, acknowledgedBy: [], by: [] };
  return { kind, from, to, at, ...nobody, reason: null, digest: null, contract: null, policyCommit: "", gates: [] };
}

/** The receipt of a move out of the accepted stage, with what every move has. */
export function receiptOf({ record, policy, now }: Facts, kind: Receipt["kind"], to: string): Receipt {
  return { ...blankReceipt({ kind, from: record.stage, to, at: now }), policyCommit: policy.source.commit };
}

/** What a receipt keeps of the gates as they were judged. */
export function judgedOnReceipt(texts: Texts, { contract, gates }: Judgement): Pick<Receipt, "gates" | "criteria"> {
  const criteria = criteriaIn(contract, gates, texts);
  return { gates: gates.filter((gate) => gate.applies).map(gateOnReceipt), ...(criteria && { criteria }) };
}

function gateOnReceipt({ spec, outcome, waiver }: GateResult): Receipt["gates"][number] {
  return { id: spec.id, title: spec.title, outcome, waivedBy: waiver?.by ?? null };
}

/**
 * Takes receipts, newest first; returns those that are kept: the newest ones, and of each stage the newest that holds success criteria,
 * for they are judged long after. Older criteria of the same stage go.
 */
export function keptReceipts(receipts: readonly Receipt[], most: number): Receipt[] {
  const seen = new Set<string | null>();
  return receipts.flatMap((receipt, index) => {
    const { criteria, ...rest } = receipt;
    if (criteria === undefined || seen.has(receipt.from)) return index < most ? [rest] : [];
    seen.add(receipt.from);
    return [receipt];
  });
}

/**
 * Takes an item's receipts, newest first, and the lifecycle's stages; returns the success criteria of its brief: of the receipts that hold
 * any, the newest of the earliest boundary. Null when there is none.
 */
export function briefCriteria(receipts: readonly Receipt[], stages: readonly Stage[]): AcceptedCriteria | null {
  const order = ({ from }: Receipt) => stages.findIndex((stage) => stage.id === from);
  const holding = receipts.filter((receipt) => receipt.criteria !== undefined && order(receipt) >= 0);
  const [brief] = holding.toSorted((a, b) => order(a) - order(b));
  return brief?.criteria ?? null;
}
