import { changeMoment, lastCommentId } from "../content.js";
import { sha256 } from "../digest.js";
import { lets, type Judgement } from "../gates.js";
import { changedParts, countingAcks, momentsBefore, voidedAcks } from "./acknowledge.js";
import { accept } from "./move.js";
import type { Handoff, VoidedAck } from "./record.js";
import { decide, remark, type Turn } from "./turn.js";

/** Brings the open hand-off up to what is true now: blocked, awaiting, rejected or accepted. Repeating it changes nothing. */
export function settle(turn: Turn): void {
  const handoff = turn.record.handoff;
  if (!handoff || turn.moved) return;
  const judgement = turn.judgeTo(handoff.to);
  if (!judgement) return cancel(turn, handoff);
  liftRejection(turn, handoff);
  noteGone(turn, handoff, judgement);
  voidAcks(turn, handoff, judgement);
  const state = handoff.rejection ? "rejected" : judgement.green ? "awaiting" : "blocked";
  if (state !== handoff.state || !handoff.settled) enterState(turn, handoff, judgement, state);
  if (state !== "awaiting") return;
  ask(turn, handoff, judgement);
  handoff.acks = countingAcks(turn, handoff, judgement);
  if (handoff.acks.length >= judgement.contract.acknowledge.count) accept(turn, handoff, judgement, null);
}

// The contract of the boundary is gone, or two apply: nothing may cross it.
function cancel(turn: Turn, handoff: Handoff): void {
  turn.record.handoff = null;
  remark(turn, { kind: "no_contract", at: turn.now, by: null, from: handoff.from, to: handoff.to });
  decide(turn, "withdrawn", null, { reason: "no contract", to: handoff.to });
}

// Content that is there no more leaves no part whose moment an ack could be held against; unlinking it is an edit of the body.
function noteGone(turn: Turn, handoff: Handoff, judgement: Judgement): void {
  const gone = Object.keys(handoff.askedParts).some((key) => !Object.hasOwn(judgement.parts, key));
  if (gone) handoff.gone = changeMoment(null, turn.snapshot);
}

/** Digest of the whole body: a rejection is lifted when it changes. */
export function bodyDigest(turn: Turn): string {
  return sha256(turn.texts.body.whole.source);
}

function liftRejection(turn: Turn, handoff: Handoff): void {
  const rejection = handoff.rejection;
  if (rejection && rejection.digest !== bodyDigest(turn)) {
    handoff.rejection = null;
    handoff.requested = changeMoment(null, turn.snapshot);
  }
}

function voidAcks(turn: Turn, handoff: Handoff, judgement: Judgement): void {
  if (handoff.acks.length === 0) return;
  if (handoff.rejection) return sweepAcks(turn, handoff);
  const counting = judgement.green ? countingAcks(turn, handoff, judgement) : [];
  for (const ack of voidedAcks(turn, handoff, judgement, counting)) recordVoid(turn, handoff, ack);
  handoff.acks = counting;
}

// The rejection itself tells everybody; nobody needs a second message.
function sweepAcks(turn: Turn, handoff: Handoff): void {
  for (const { by, commentId } of handoff.acks) decide(turn, "void", by, { commentId, why: "rejected", changed: [] });
  handoff.acks = [];
}

/** Records that an ack does not count (any more), and tells its writer once. */
export function recordVoid(turn: Turn, handoff: Handoff, ack: VoidedAck): void {
  if (handoff.voided.some((other) => other.commentId === ack.commentId)) return;
  handoff.voided = [ack, ...handoff.voided].slice(0, 10);
  refuseForGood(handoff, ack.commentId);
  remark(turn, { kind: "ack_void", at: turn.now, by: ack.by, why: ack.why, changed: ack.changed });
  decide(turn, "void", ack.by, { commentId: ack.commentId, why: ack.why, changed: ack.changed });
  turn.notices.push({ key: `void:${ack.commentId}`, what: "ack_void" });
}

/** Remembers that the ack in this comment never counts, whatever comes later. */
export function refuseForGood(handoff: Handoff, commentId: number): void {
  if (!handoff.refused.includes(commentId)) handoff.refused = [...handoff.refused, commentId].slice(-500);
}

function enterState(turn: Turn, handoff: Handoff, judgement: Judgement, state: Handoff["state"]): void {
  handoff.state = state;
  handoff.settled = true;
  if (state === "awaiting") {
    handoff.awaitingSince = { at: greenSince(handoff, judgement), afterComment: lastCommentId(turn.snapshot) };
    handoff.awaitingSinceTime = turn.now;
    handoff.askedDigest = null;
    turn.notices.push({ key: `ask:${handoff.sequence}:${turn.now}`, what: "ask" });
    decide(turn, "awaiting", null, { sequence: handoff.sequence, digest: judgement.digest });
    return;
  }
  if (state === "blocked") {
    const red = judgement.gates.filter((gate) => !lets(gate)).map((gate) => gate.spec.id);
    decide(turn, "blocked", null, { sequence: handoff.sequence, gates: red });
  }
}

// The latest moment GitHub dates among those that made the hand-off green; undated ones are covered by the parts' own moments.
function greenSince(handoff: Handoff, judgement: Judgement): number {
  return Math.max(...momentsBefore(handoff, judgement).map((moment) => moment.at ?? 0));
}

// The content that was asked about is remembered until it changes, so that a void ack can name the section.
function ask(turn: Turn, handoff: Handoff, judgement: Judgement): void {
  if (handoff.askedDigest === judgement.digest) return;
  if (handoff.askedDigest !== null)
    decide(turn, "awaiting", null, {
      sequence: handoff.sequence,
      digest: judgement.digest,
      changed: changedParts(handoff.askedParts, judgement),
    });
  handoff.askedDigest = judgement.digest;
  handoff.askedParts = Object.fromEntries(Object.entries(judgement.parts).map(([key, part]) => [key, part.digest]));
}
