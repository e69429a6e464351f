import { ownEntry } from "../basics/own-entry.js";
import { boundKey } from "../content/bound-keys.js";
import type { Comment } from "../facts/snapshot.js";
import type { Judgement } from "../judging/judgement.js";
import type { OverrideRequest } from "../record/state.js";
import { commentNow, voidOf } from "../words/guards.js";
import { refuseUnlessMember } from "../words/rights.js";
import type { Turn } from "./turn.js";

/** True while the word of the first of two counts: it speaks about the same as the second's, and what changed since spoils both. */
export function firstStands(turn: Turn, judgement: Judgement, first: NonNullable<OverrideRequest["first"]>): boolean {
  const comment = commentNow(turn.snapshot, first.commentId);
  const role = turn.policy.override?.by ?? "";
  return (
    comment !== null &&
    voidOf(overrideWord(turn, judgement, comment, role)) === null &&
    refuseUnlessMember(turn.snapshot, turn.policy, role, comment.author) === null
  );
}

/** True while nothing changed since the code was asked for, there and back included: it was shown for what stood then. */
export function codeStands(turn: Turn, judgement: Judgement, asked: OverrideRequest): boolean {
  const comment = commentNow(turn.snapshot, asked.askedIn);
  return comment !== null && voidOf(overrideWord(turn, judgement, comment, turn.policy.override?.by ?? ""))?.why !== "changed";
}

/** Half of an override is bound to all that the code was shown for: what the receivers would acknowledge, and the role that may force. */
export function overrideWord({ record }: Turn, judgement: Judgement, comment: Comment, role: string) {
  const key = boundKey.role(role);
  const own = ownEntry(judgement.bound, key);
  return { comment, not: [], bound: { ...judgement.parts, ...(own && { [key]: own }) }, after: [record.entered] };
}
