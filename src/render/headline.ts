import { rejectionOf } from "../core/record/state.js";
import type { ItemVerdict } from "../core/record/verdict.js";
import { gatesToGo } from "./gates.js";
import { situationOf } from "./situation.js";
import type { Situation } from "./situation.js";
import { boundaryWords } from "./stages.js";
import { near } from "./time.js";
import { inert } from "./inert.js";
import { person } from "./markdown.js";
import { policyWords } from "./policy-words.js";

/** The heading of the living comment, without `###`: where the work stands, in one line. */
export function headline(verdict: ItemVerdict): string {
  return verdict.observe && !verdict.closed ? observed(verdict) : HEADLINES[situationOf(verdict)](verdict);
}

const HEADLINES: Record<Situation, (verdict: ItemVerdict) => string> = {
  closed: (verdict) => `⚪ Closed in ${policyWords(verdict.stage.name)}`,
  rejected: (verdict) => `↩️ ${boundaryWords(verdict)} was sent back by ${person(rejectionOf(verdict.handoff)?.by ?? null)}`,
  held: (verdict) =>
    `✋ ${boundaryWords(verdict)} is held by ${person(verdict.handoff?.state === "held" ? verdict.handoff.hold.by : null)}`,
  no_contract: (verdict) =>
    `⛔ ${here(verdict)} · ${verdict.candidates.contracts.length === 0 ? "no contract leads" : verdict.candidates.apply ? "more than one contract leads" : "no contract for this item leads"} to ${next(verdict)}`,
  blocked: (verdict) => `🔴 ${boundaryWords(verdict)} is blocked · ${gatesToGo(verdict)}`,
  awaiting: (verdict) => `⏳ ${boundaryWords(verdict)}: waiting for ${receiverId(verdict)}${due(verdict)}`,
  to_begin: (verdict) =>
    `${verdict.stageBy === "overridden" ? "⚠️" : "✅"} ${here(verdict)}${verdict.stageBy === "overridden" ? " by override" : ""} · work begins${due(verdict)}`,
  ready: (verdict) => `🟢 ${here(verdict)} · ready for ${next(verdict)}`,
  preparing: (verdict) => `📍 ${here(verdict)} · ${gatesToGo(verdict)} before ${next(verdict)}`,
  end: (verdict) => `🏁 ${here(verdict)} · the end of the road`,
};

/** Deadline of whoever holds the ball, as an appendix; empty when no clock runs. */
function due(verdict: ItemVerdict): string {
  if (verdict.due === null) return "";
  if (verdict.due.overdue) return ` · ⏰ overdue since ${near(verdict.due.at, verdict.timezone)}`;
  return ` ${verdict.due.what === "begin" ? "by" : "· due"} ${near(verdict.due.at, verdict.timezone)}`;
}

function observed(verdict: ItemVerdict): string {
  const boundary = boundaryWords(verdict);
  if (boundary === null) return `👁️ ${here(verdict)} · observing · the end of the road`;
  const state =
    verdict.contract === null ? "would have no contract" : verdict.green ? "would be ready" : `would be blocked · ${gatesToGo(verdict)}`;
  return `👁️ ${here(verdict)} · observing · ${boundary} ${state}`;
}

function here(verdict: ItemVerdict): string {
  return `In ${policyWords(verdict.stage.name)}`;
}

function next(verdict: ItemVerdict): string {
  return verdict.boundary ? policyWords(verdict.boundary.to.name) : "the next stage";
}

function receiverId(verdict: ItemVerdict): string {
  return verdict.receiver ? inert(verdict.receiver.id) : "the receiver";
}
