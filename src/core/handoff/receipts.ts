import type { Judgement } from "../judging/judgement.js";
import type { Receipt } from "../record/receipt.js";
import type { Texts } from "../content/item-texts.js";
import type { GateResult } from "../record/verdict.js";
import { criteriaIn } from "./criteria.js";
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
export function judgedOnReceipt(texts: Texts, { contract, gates }: Judgement): Pick<Receipt, "gates" | "criteria" | "promised"> {
  return { gates: gates.filter((gate) => gate.applies).map(gateOnReceipt), ...criteriaIn(contract, gates, texts) };
}

function gateOnReceipt({ spec, outcome, waiver }: GateResult): Receipt["gates"][number] {
  return { id: spec.id, title: spec.title, outcome, waivedBy: waiver?.by ?? null };
}
