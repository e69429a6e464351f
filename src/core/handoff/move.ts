import { parsePartKey } from "../content.js";
import type { Judgement } from "../gates.js";
import { lastCommentId } from "../content.js";
import { lastLabeled, lastUnlabeled } from "./acts.js";
import { criteriaIn } from "./criteria.js";
import { blankReceipt, keptReceipts } from "./receipts.js";
import type { Handoff, ItemRecord, Receipt } from "./record.js";
import type { GateResult } from "../verdict.js";
import { decide, type Turn } from "./turn.js";

const MOST_RECEIPTS = 20;

/** Moves the item over its boundary: the hand-off is accepted, or forced. */
export function accept(
  turn: Turn,
  handoff: Handoff,
  judgement: Judgement,
  forced: { by: string; second: string | null; reason: string } | null,
): void {
  const receipt: Receipt = {
    ...receiptOf(turn, forced ? "overridden" : "accepted", handoff.to),
    requestedBy: handoff.requestedBy,
    acknowledgedBy: forced ? [] : handoff.acks.map(({ by, inPlaceOf, at, commentId }) => ({ by, inPlaceOf, at, commentId })),
    by: forced ? [forced.by, forced.second].filter(Boolean).join(", ") : null,
    reason: forced?.reason ?? null,
    digest: judgement.digest,
    contract: { id: judgement.contract.id, version: judgement.contract.version, digest: judgement.contract.digest },
    ...judgedOnReceipt(turn, judgement),
  };
  const contents = Object.entries(judgement.parts).filter(([key]) => parsePartKey(key) !== null);
  const handedOff = Object.fromEntries(contents.map(([key, part]) => [key, part.digest]));
  enter(turn, receipt, handedOff);
}

/** Moves the item back to an earlier stage: no contract, but recorded, and later acks are void with the hand-off they belonged to. */
export function moveBack(turn: Turn, to: string, by: string | null): void {
  enter(turn, { ...receiptOf(turn, "backward", to), by }, {});
}

/** Follows a stage label in observe mode, and records what the gates would have said. */
export function follow(turn: Turn, to: string, by: string | null): void {
  const judgement = turn.judgeTo(to);
  const judged = judgement ? judgedOnReceipt(turn, judgement) : {};
  const contract = judgement ? { id: judgement.contract.id, version: judgement.contract.version, digest: judgement.contract.digest } : null;
  enter(turn, { ...receiptOf(turn, "observed", to), by, ...judged, contract, digest: judgement?.digest ?? null }, {});
}

function enter(turn: Turn, receipt: Receipt, handedOff: Record<string, string>): void {
  const by: ItemRecord["stageBy"] = receipt.kind;
  turn.record.receipts = keptReceipts([receipt, ...turn.record.receipts], MOST_RECEIPTS);
  turn.record.stage = receipt.to;
  turn.record.stageBy = by;
  turn.record.stageSince = turn.now;
  turn.record.entered = { at: turn.actAt ?? turn.now, afterComment: lastCommentId(turn.snapshot) };
  turn.record.handoff = null;
  turn.record.gates = {};
  turn.record.begun = null;
  turn.record.waivers = [];
  turn.record.delegations = [];
  turn.record.overdue = false;
  turn.record.handedOff = handedOff;
  turn.record.remarks = [];
  turn.record.drifted = [];
  settleLabelEvents(turn);
  turn.moved = true;
  const kind = receipt.kind;
  decide(turn, kind, receipt.by ?? receipt.requestedBy, { receipt });
}

// Labels put on before the act that moved the item were meant for the stage it leaves: they ask for nothing in the new one.
function settleLabelEvents(turn: Turn): void {
  const labels = turn.policy.lifecycle.stages.map((stage) => stage.label);
  const events = labels.flatMap((label) => [lastLabeled(turn.snapshot, label), lastUnlabeled(turn.snapshot, label)]);
  const until = turn.actAt ?? turn.now;
  const ids = events.flatMap((event) => (event !== null && event.at <= until ? [event.id] : []));
  turn.record.handledEvents = [...new Set([...ids, ...turn.record.handledEvents])].slice(0, 40);
}

function judgedOnReceipt({ texts }: Turn, { contract, gates }: Judgement): Pick<Receipt, "gates" | "criteria"> {
  const criteria = criteriaIn(contract, gates, texts);
  return { gates: gates.filter((gate) => gate.applies).map(gateOnReceipt), ...(criteria && { criteria }) };
}

function gateOnReceipt({ spec, outcome, waiver }: GateResult): Receipt["gates"][number] {
  return { id: spec.id, title: spec.title, outcome, waivedBy: waiver?.by ?? null };
}

function receiptOf(turn: Turn, kind: Receipt["kind"], to: string): Receipt {
  const blank = blankReceipt({ kind, from: turn.record.stage, to, at: turn.now });
  return { ...blank, policyCommit: turn.policy.source.commit };
}
