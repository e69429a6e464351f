import { parseCommands } from "../commands/parse.js";
import type { Refusal } from "../commands/reply.js";
import { partTitle } from "../content.js";
import type { Judgement } from "../gates.js";
import { isAfter, type Moment } from "../moment.js";
import { ownEntry } from "../people.js";
import { sameLogin, type Comment } from "../snapshot.js";
import { commandKey } from "./acts.js";
import { principalOf } from "./delegate.js";
import { refuseOwnLogin } from "./own.js";
import type { Ack, Handoff, VoidedAck } from "./record.js";
import type { Turn } from "./turn.js";

/** How an `/ack` comment stands towards the open hand-off. */
export type AckStanding =
  | { is: "counts"; ack: Ack }
  | { is: "refused"; refusal: Refusal }
  /** Written before the request, or before the hand-off was green. */
  | { is: "too_early" }
  /** Written for content that changed since. */
  | { is: "stale"; changed: string[] };

/** Judges one `/ack` comment against the content as it stands. */
export function ackStanding(turn: Turn, handoff: Handoff, judgement: Judgement, comment: Comment): AckStanding {
  const own = refuseOwn(turn, handoff, comment);
  if (own) return { is: "refused", refusal: own };
  const principal = principalOf(turn, judgement.contract.acknowledge.by, comment);
  if ("refusal" in principal) return { is: "refused", refusal: principal.refusal };
  const standIn = refuseOwnLogin(turn, handoff, principal.login);
  if (standIn) return { is: "refused", refusal: standIn };
  const stale = changedAfter(turn, handoff, judgement, comment);
  if (stale) return { is: "stale", changed: stale };
  if (!judgement.green || !momentsBefore(handoff, judgement).every((moment) => isAfter(comment, moment))) return { is: "too_early" };
  return { is: "counts", ack: toAck(comment, judgement.digest, principal.login) };
}

/** What must have come to be before an ack is written: the request, the content, and every gate that can block. */
export function momentsBefore(handoff: Handoff, judgement: Judgement): Moment[] {
  const gates = judgement.gates.filter((gate) => gate.spec.level === "block");
  return [
    handoff.requested,
    ...(handoff.gone ? [handoff.gone] : []),
    ...gates.map((gate) => gate.since),
    ...Object.values(judgement.parts).map((part) => part.since),
  ];
}

function refuseOwn(turn: Turn, handoff: Handoff, comment: Comment): Refusal | null {
  return comment.author ? refuseOwnLogin(turn, handoff, comment.author.login) : { why: "ghost" };
}

// Stale means: the hand-off had been green for other content when the comment was written, and that content is gone.
function changedAfter(turn: Turn, handoff: Handoff, judgement: Judgement, comment: Comment): string[] | null {
  const wasAsked = handoff.awaitingSince !== null && isAfter(comment, handoff.awaitingSince);
  const moved = wasAsked ? Object.entries(judgement.parts).filter(([, part]) => !isAfter(comment, part.since)) : [];
  if (moved.length > 0) return moved.map(([key]) => partTitle(key));
  if (wasAsked && handoff.gone && !isAfter(comment, handoff.gone)) return changedParts(handoff.askedParts, judgement);
  return editedTwiceUnseen(turn, comment) ? [] : null;
}

// Two edits between two looks could have changed the text and changed it back around the comment.
function editedTwiceUnseen(turn: Turn, comment: Comment): boolean {
  const { editCount, lastEditedAt } = turn.snapshot.item;
  return (
    comment.id > turn.record.seenComment &&
    editCount - turn.record.editCount >= 2 &&
    lastEditedAt !== null &&
    lastEditedAt >= comment.createdAt
  );
}

function toAck(comment: Comment, digest: string, principal: string): Ack {
  const note = parseCommands(comment.body).find((command) => command.name === "ack")?.args ?? "";
  const by = comment.author?.login ?? "ghost";
  return {
    by,
    inPlaceOf: sameLogin(by, principal) ? null : principal,
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
    if (standing.is === "counts" && !acks.some((ack) => sameLogin(principalIn(ack), principalIn(standing.ack)))) acks.push(standing.ack);
  }
  return acks;
}

// A member and who stands in for them are one voice.
function principalIn(ack: Ack): string {
  return ack.inPlaceOf ?? ack.by;
}

// An ack counts from the moment it was read as a command, never before, so that acts apply in the order they were done.
function wasRead(turn: Turn, comment: Comment): boolean {
  if (comment.author?.isSelf || comment.lastEditedAt !== null) return false;
  return parseCommands(comment.body).some((command, index) => {
    const key = commandKey(comment.id, index);
    return command.name === "ack" && (turn.handled.has(key) || turn.answered.includes(key));
  });
}

/** Acks that counted at the last evaluation and do not any more, with the reason. */
export function voidedAcks(turn: Turn, handoff: Handoff, judgement: Judgement, counting: readonly Ack[]): VoidedAck[] {
  const lost = handoff.acks.filter((ack) => !counting.some((other) => other.commentId === ack.commentId));
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
  const changed = changedParts(handoff.askedParts, judgement);
  if (changed.length > 0 || !judgement.green) return { why: "content_changed", changed };
  const principal = principalOf(turn, judgement.contract.acknowledge.by, comment);
  if (!("refusal" in principal)) return { why: "content_changed", changed };
  return principal.refusal.why === "membership_unknown" ? null : { why: "not_a_member", changed };
}

/** Titles of the parts that differ from those the receivers were asked about. */
export function changedParts(asked: Record<string, string>, judgement: Judgement): string[] {
  const keys = new Set([...Object.keys(asked), ...Object.keys(judgement.parts)]);
  return [...keys].filter((key) => ownEntry(asked, key) !== ownEntry(judgement.parts, key)?.digest).map(partTitle);
}
