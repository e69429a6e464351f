import type { Time } from "../core/basics/known.js";
import type { Refusal } from "../core/commands/refusal.js";
import type { Remark } from "../core/record/remark.js";
import type { VoidedAck } from "../core/record/state.js";
import type { ItemVerdict } from "../core/record/verdict.js";
import type { Detail } from "./detail.js";
import { inert } from "./inert.js";
import { crossing, stageName } from "./stages.js";
import { near } from "./time.js";
import { bounded, folded, join, person } from "./markdown.js";
import { policyWords } from "./policy-words.js";

type Writers = { [K in Remark["kind"]]: (remark: Extract<Remark, { kind: K }>, verdict: ItemVerdict) => string };

/** The newest thing Baton did or refused on its own accord in this stage, in the open. Empty when it is old news. */
export function renderNewestRemark(verdict: ItemVerdict, detail: Detail): string {
  const newest = fresh(verdict);
  return newest ? `> ${renderRemark(newest, verdict, detail)}` : "";
}

/** The older remarks, folded. Empty when there is none. */
export function renderOlderRemarks(verdict: ItemVerdict, detail: Detail): string {
  const newest = fresh(verdict);
  const older = verdict.remarks.filter((remark) => remark !== newest && !isPast(remark, verdict)).slice(0, detail.entries);
  return older.length === 0
    ? ""
    : folded("What happened before", older.map((remark) => `* ${renderRemark(remark, verdict, detail)}`).join("\n"));
}

/** One remark as a sentence with its time. */
function renderRemark(remark: Remark, verdict: ItemVerdict, detail: Detail): string {
  const write = WRITERS[remark.kind] as (remark: Remark, verdict: ItemVerdict) => string;
  return `${bounded(write(remark, verdict), detail.sentence)} · ${near(remark.at, verdict.timezone)}`;
}

/** Why an ack counts no longer: "**Evidence** changed after it". */
export function voidWords(voided: { why: VoidedAck["why"]; changed: string[] }): string {
  const changed = voided.changed.map((part) => `**${policyWords(part)}**`);
  return {
    content_changed: changed.length === 0 ? "what it acknowledged changed after it" : `${join(changed)} changed after it`,
    comment_edited: "the comment was edited",
    comment_deleted: "the comment was deleted",
    comment_hidden: "the comment was hidden",
    not_a_member: "the person is not in the receiving role any more",
  }[voided.why];
}

const WRITERS: Writers = {
  skipped_stage: (remark, { stages }) =>
    `↩️ ${by(remark.by)} asked for **${stageName(stages, remark.to)}**, which skips a stage. Put back to **${stageName(stages, remark.from)}**${remark.next === null ? "" : `; the next stage is **${stageName(stages, remark.next)}**`}.`,
  no_contract: (remark, { stages }) =>
    `⛔ ${by(remark.by)} asked for **${stageName(stages, remark.to)}**, but no contract covers ${crossing(stages, remark.from, remark.to)}. Put back: such a boundary cannot be crossed forward.`,
  not_giver: (remark, { stages }) =>
    `↩️ ${by(remark.by)} may not hand over to **${stageName(stages, remark.to)}** (${policyWords(WHY_NOT.get(remark.why) ?? remark.why)}). ${remark.role === null ? "Anyone with triage rights may" : `Somebody in ${inert(remark.role)} may`}.`,
  two_stages: (remark, { stages, stage }) =>
    `↩️ There was more than one stage label (${join(remark.stages.map((id) => stageName(stages, id)))}). Put back to **${policyWords(stage.name)}**; ask for one stage at a time.`,
  label_restored: (remark, { stages }) =>
    `↩️ ${by(remark.by)} took the label of **${stageName(stages, remark.stage)}** off. It is back: work leaves a stage by a hand-off only.`,
  backward_forbidden: (remark, { stages }) =>
    `↩️ ${by(remark.by)} moved ${crossing(stages, remark.from, remark.to)}. Put back: ${policyWords(remark.why)}.`,
  withdrawn: (remark, { stages }) => `${person(remark.by)} withdrew the request for **${stageName(stages, remark.to)}**.`,
  ack_void: (remark) => `⚠️ ${person(remark.by)}'s \`/ack\` counts no longer: ${voidWords(remark)}.`,
  held: (remark, { stages }) => `✋ ${person(remark.by)} held the hand-off to **${stageName(stages, remark.to)}**.`,
  unheld: (remark, { stages }) => `${person(remark.by)} let the hand-off to **${stageName(stages, remark.to)}** go on.`,
  hold_stands: (remark, { stages }) =>
    `↩️ ${by(remark.by)} asked for **${stageName(stages, remark.to)}** while the hand-off is held. Put back: first it goes on, with \`/unhold\`.`,
  policy_changed: (remark, { stages }) =>
    `⚠️ The policy does not know the stage ${stageName(stages, remark.stage)} any more, so its hand-off was dropped.`,
};

/** Why somebody may not, by the refusal's kind. */
const WHY_NOT = new Map<string, string>([
  ["not_a_member", "not in the giving role"],
  ["no_triage", "no triage rights in this repository"],
  ["author", "the author of this"],
  ["requester", "the one who requested it"],
  ["bot", "a bot"],
  ["agent", "an agent, which hands nothing off"],
  ["ghost", "a deleted account"],
  ["membership_unknown", "Baton could not find out who is in the giving role"],
] satisfies [Refusal["why"], string][]);

/** A label's change may come from nobody we know. */
function by(login: string | null): string {
  return login === null ? "Someone" : person(login);
}

/** Voided acks and a hold have a place of their own while the hand-off is open; what was before its request is answered by it. */
function fresh(verdict: ItemVerdict): Remark | undefined {
  const since = Math.max(verdict.stageSince, requestedAt(verdict) ?? 0);
  return verdict.remarks.find((remark) => remark.at >= since && !isPast(remark, verdict) && !isToldElsewhere(remark, verdict));
}

function isToldElsewhere({ kind }: Remark, { handoff }: ItemVerdict): boolean {
  return (kind === "ack_void" && handoff !== null) || (kind === "held" && handoff?.state === "held");
}

const OF_A_REQUEST = new Set<Remark["kind"]>(["withdrawn", "ack_void", "held", "unheld", "hold_stands"]);

/** What befell an earlier request says nothing of the one that stands: the ledger keeps it. */
function isPast(remark: Remark, verdict: ItemVerdict): boolean {
  if (verdict.handoff === null || !OF_A_REQUEST.has(remark.kind)) return false;
  const since = requestedAt(verdict);
  return since === null || remark.at < since || (remark.kind === "withdrawn" && remark.at === since);
}

function requestedAt({ handoff }: ItemVerdict): Time | null {
  return handoff === null ? null : handoff.requested.at;
}
