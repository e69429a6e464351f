import type { Judgement } from "../judging/judgement.js";
import type { Void } from "../commands/void.js";
import type { Refusal } from "../commands/refusal.js";
import { ownEntry } from "../basics/own-entry.js";
import { partTitle } from "../content/content-parts.js";
import { isAfter, type Moment } from "../facts/moment.js";
import type { Comment } from "../facts/snapshot.js";
import { changedAfter, voidOf, type Word } from "../words/guards.js";
import { personOf, samePerson, type Person } from "../facts/person.js";
import { commandKey, isBeforeBaton, wasAnswered } from "./acts.js";
import { commandsIn } from "../commands/commands-in.js";
import { principalOf } from "./delegations.js";
import { ownWork } from "./own-work.js";
import type { Ack, Handoff, VoidedAck } from "../record/state.js";
import type { Turn } from "./turn.js";

/** How an `/ack` comment stands towards the open hand-off. */
export type AckStanding =
  | { is: "counts"; ack: Ack }
  | { is: "refused"; refusal: Refusal }
  /** Hidden, or edited, since. */
  | { is: "taken_back" }
  /** Written before the request, or before the hand-off was green. */
  | { is: "too_early" }
  /** Written for content that changed since, or may have. */
  | { is: "stale"; changed: string[] };

/** Judges one `/ack` comment against the content as it stands. */
export function ackStanding(turn: Turn, handoff: Handoff, judgement: Judgement, comment: Comment): AckStanding {
  const word = ackWord(turn, handoff, judgement, comment);
  const found = voidOf(word);
  if (found && isPersonal(found)) return { is: "refused", refusal: found };
  const principal = principalOf(turn, judgement, comment);
  if ("refusal" in principal) return { is: "refused", refusal: principal.refusal };
  // Nor through somebody else.
  const standIn = principal.isOther && ownWork(turn, handoff).find(({ person }) => samePerson(person, principal.person));
  if (standIn) return { is: "refused", refusal: { why: standIn.why } };
  if (found?.why === "edited" || found?.why === "hidden") return { is: "taken_back" };
  const changed = changedSinceAsked(handoff, judgement, word);
  if (changed) return { is: "stale", changed };
  if (!judgement.green || found) return { is: "too_early" };
  return { is: "counts", ack: toAck(comment, judgement.digest, principal.person) };
}

function isPersonal(found: Void): found is Refusal {
  return !["edited", "hidden", "changed", "too_early"].includes(found.why);
}

function ackWord(turn: Turn, handoff: Handoff, judgement: Judgement, comment: Comment): Word {
  return {
    comment,
    not: ownWork(turn, handoff),
    bound: judgement.parts,
    after: momentsBefore(handoff, judgement),
  };
}

/** What must have come to be before an ack is written, beside the content: the request, and every gate that can block. */
function momentsBefore(handoff: Handoff, judgement: Judgement): Moment[] {
  const gates = judgement.gates.filter((gate) => gate.spec.level === "block");
  return [handoff.requested, ...(handoff.gone ? [handoff.gone] : []), ...gates.map((gate) => gate.since)];
}

/** Every moment after which an ack counts. */
export function momentsOf(handoff: Handoff, judgement: Judgement): Moment[] {
  return [...momentsBefore(handoff, judgement), ...Object.values(judgement.parts).map((part) => part.since)];
}

// Stale means: the hand-off had been green for other content when the comment was written, and that content is gone.
function changedSinceAsked(handoff: Handoff, judgement: Judgement, word: Word): string[] | null {
  if (handoff.state !== "awaiting" || !isAfter(word.comment, handoff.green)) return null;
  const moved = changedAfter(word);
  if (moved.length > 0) return moved.map(partTitle);
  return handoff.gone && !isAfter(word.comment, handoff.gone) ? changedParts(handoff.asked?.parts ?? {}, judgement) : null;
}

function toAck(comment: Comment, digest: string, principal: Person): Ack {
  const note = commandsIn(comment).find((command) => command.name === "ack")?.args ?? "";
  const by = comment.author ? personOf(comment.author) : principal;
  return {
    by,
    inPlaceOf: samePerson(by, principal) ? null : principal,
    at: comment.createdAt,
    commentId: comment.id,
    digest,
    note: note === "" ? null : note,
  };
}

/** Every ack that counts now: one for each person, the first they wrote. */
export function countingAcks(turn: Turn, handoff: Handoff, judgement: Judgement): Ack[] {
  const acks: Ack[] = [];
  for (const comment of turn.snapshot.comments) {
    if (!wasRead(turn, comment) || handoff.refused.includes(comment.id)) continue;
    const standing = ackStanding(turn, handoff, judgement, comment);
    if (standing.is === "counts" && !acks.some((ack) => samePerson(principalIn(ack), principalIn(standing.ack)))) acks.push(standing.ack);
  }
  return acks;
}

// A member and who stands in for them are one voice.
function principalIn(ack: Ack): Person {
  return ack.inPlaceOf ?? ack.by;
}

// An ack counts from the moment it was read as a command, never before, so that acts apply in the order they were done.
function wasRead(turn: Turn, comment: Comment): boolean {
  if (comment.author?.isSelf || turn.flood.has(comment.id) || isBeforeBaton(turn, comment)) return false;
  return commandsIn(comment).some((command, index) => {
    const key = commandKey(comment.id, index);
    return command.name === "ack" && (wasAnswered(turn, key) || turn.answered.has(key));
  });
}

/** Acks that counted at the last evaluation and do not any more, with the reason. */
export function voidedAcks(turn: Turn, handoff: Handoff, judgement: Judgement, counting: readonly Ack[]): VoidedAck[] {
  const before = handoff.state === "awaiting" ? handoff.acks : [];
  const lost = before.filter((ack) => !counting.some((other) => other.commentId === ack.commentId));
  return lost.flatMap((ack) => {
    const why = whyVoid(turn, judgement, handoff, ack);
    return why ? [{ ...ack, ...why }] : [];
  });
}

// A membership that cannot be read does not count now, but is no reason to tell somebody that their ack is void.
function whyVoid(turn: Turn, judgement: Judgement, handoff: Handoff, ack: Ack): Pick<VoidedAck, "why" | "changed"> | null {
  const comment = turn.snapshot.comments.find((candidate) => candidate.id === ack.commentId);
  if (!comment) return { why: "comment_deleted", changed: [] };
  if (comment.lastEditedAt !== null) return { why: "comment_edited", changed: [] };
  if (comment.isMinimized) return { why: "comment_hidden", changed: [] };
  const moved = changedAfter(ackWord(turn, handoff, judgement, comment)).map(partTitle);
  const changed = moved.length > 0 ? moved : changedParts(handoff.asked?.parts ?? {}, judgement);
  if (changed.length > 0 || !judgement.green) return { why: "content_changed", changed };
  const principal = principalOf(turn, judgement, comment);
  if (!("refusal" in principal)) return { why: "content_changed", changed };
  return principal.refusal.why === "membership_unknown" ? null : { why: "not_a_member", changed };
}

/** Titles of the parts that differ from those the receivers were asked about. */
export function changedParts(asked: Record<string, string>, judgement: Judgement): string[] {
  const keys = new Set([...Object.keys(asked), ...Object.keys(judgement.parts)]);
  return [...keys].filter((key) => ownEntry(asked, key) !== ownEntry(judgement.parts, key)?.digest).map(partTitle);
}
