import { isAfter, momentOfWord } from "../facts/moment.js";
import type { Judgement } from "../judging/judgement.js";
import type { Refusal } from "../commands/refusal.js";
import { ownEntry } from "../basics/own-entry.js";
import { refuseUnlessMember } from "../words/rights.js";
import type { Comment } from "../facts/snapshot.js";
import { commentNow, voidOf } from "../words/guards.js";
import { boundKey } from "../content/bound-keys.js";
import { personOf, samePerson, type Person } from "../facts/person.js";
import { ownWork } from "./own-work.js";
import type { Delegation } from "../record/state.js";
import type { Turn } from "./turn.js";

/** A delegation as a word: it rests on who may speak for the role, and by which rules. */
export function delegationWord(turn: Turn, judgement: Judgement, comment: Comment) {
  const { record } = turn;
  const key = boundKey.role(judgement.contract.acknowledge.by);
  const role = ownEntry(judgement.bound, key);
  return { comment, not: ownWork(turn, record.handoff), bound: role ? { [key]: role } : {}, after: [record.entered] };
}

/** In whose place a comment's author acknowledges: their own as a member of the role, else a member's who delegated to them in time. */
export function principalOf(
  turn: Turn,
  judgement: Judgement,
  comment: Comment,
): { person: Person; isOther: boolean } | { refusal: Refusal } {
  const role = judgement.contract.acknowledge.by;
  const { author } = comment;
  const refusal = refuseUnlessMember(turn.snapshot, turn.policy, role, author);
  if (refusal === null && author) return { person: personOf(author), isOther: false };
  const found =
    author?.type === "User" ? turn.record.delegations.find((one) => standsFor(turn, judgement, one, personOf(author), comment)) : undefined;
  return found ? { person: found.from, isOther: true } : { refusal: refusal ?? { why: "ghost" } };
}

/** The delegations that an acknowledgement could rest on now. */
export function standingDelegations(turn: Turn, judgement: Judgement): Delegation[] {
  return turn.record.delegations.filter((one) => one.until > turn.now && counts(turn, judgement, one));
}

function standsFor(turn: Turn, judgement: Judgement, delegation: Delegation, person: Person, comment: Comment): boolean {
  const inTime = isAfter(comment, momentOfWord(delegation.commentId, delegation.at)) && comment.createdAt < delegation.until;
  return inTime && samePerson(delegation.to, person) && counts(turn, judgement, delegation);
}

function counts(turn: Turn, judgement: Judgement, delegation: Delegation): boolean {
  const given = commentNow(turn.snapshot, delegation.commentId);
  return (
    given !== null &&
    voidOf(delegationWord(turn, judgement, given)) === null &&
    refuseUnlessMember(turn.snapshot, turn.policy, judgement.contract.acknowledge.by, given.author) === null
  );
}

/** Forgets delegations that ended long enough ago that no ack rests on them. Returns when the next one ends, or null. */
export function endDelegations(turn: Turn): number | null {
  const open = turn.record.delegations.filter((one) => one.until > turn.now);
  if (turn.record.handoff === null) turn.record.delegations = open;
  return open.reduce<number | null>((first, { until }) => (first === null || until < first ? until : first), null);
}
