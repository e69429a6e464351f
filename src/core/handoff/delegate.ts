import type { Refusal } from "../commands/reply.js";
import { refuseUnlessMember } from "../people.js";
import { nextStage } from "../policy/lifecycle.js";
import { sameLogin, type Actor, type Comment } from "../snapshot.js";
import { readDelegation } from "../waivers.js";
import { loginOf, refuse, say, type Command, type Effect } from "./answers.js";
import { refuseOwnLogin } from "./own.js";
import type { Delegation } from "./record.js";
import { judgementAhead } from "./remember.js";
import { decide, type Turn } from "./turn.js";

const MOST_DELEGATIONS = 20;

/** `/delegate @user until DATE`: a member of the receiving role lets someone else acknowledge in their place, on this item. */
export function delegateCommand(turn: Turn, act: Command): Effect {
  const by = loginOf(act);
  const judgement = judgementAhead(turn);
  if (!judgement)
    return say({
      kind: "no_handoff",
      by,
      command: "delegate",
      next: turn.record.stage === null ? null : nextStage(turn.policy, turn.record.stage),
    });
  const role = judgement.contract.acknowledge.by;
  const refusal = refuseUnlessMember(turn.snapshot, turn.policy, role, act.comment.author);
  const own = refusal ?? refuseOwnLogin(turn, turn.record.handoff, by);
  if (own) return refuse(turn, "delegate", by, own, [role]);
  const read = readDelegation(act.command.args, turn.now, turn.policy.calendar?.timezone ?? "UTC");
  if (!read.ok) return say({ kind: "bad_arguments", by, command: "delegate", error: read.error });
  const delegation: Delegation = { from: by, to: read.value.user, at: act.at, commentId: act.comment.id, until: read.value.until.end };
  turn.record.delegations = [delegation, ...turn.record.delegations.filter((other) => !sameLogin(other.from, by))].slice(
    0,
    MOST_DELEGATIONS,
  );
  decide(turn, "delegated", by, { to: delegation.to, until: delegation.until });
  return { did: "effect" };
}

/** In whose place a comment's author acknowledges: their own as a member of the role, else a member's who delegated to them in time. */
export function principalOf(turn: Turn, role: string, comment: Comment): { login: string } | { refusal: Refusal } {
  const refusal = refuseUnlessMember(turn.snapshot, turn.policy, role, comment.author);
  if (refusal === null && comment.author) return { login: comment.author.login };
  const author = comment.author;
  const found =
    author && author.type === "User" ? turn.record.delegations.find((one) => standsFor(turn, role, one, author, comment)) : undefined;
  return found ? { login: found.from } : { refusal: refusal ?? { why: "ghost" } };
}

function standsFor(turn: Turn, role: string, delegation: Delegation, author: Actor, comment: Comment): boolean {
  const inTime = comment.id > delegation.commentId && comment.createdAt < delegation.until;
  const stillThere = turn.snapshot.comments.some((candidate) => candidate.id === delegation.commentId && candidate.lastEditedAt === null);
  const delegator: Actor = { login: delegation.from, id: 0, type: "User", isSelf: false };
  return (
    inTime &&
    stillThere &&
    sameLogin(delegation.to, author.login) &&
    refuseUnlessMember(turn.snapshot, turn.policy, role, delegator) === null
  );
}

/** Forgets delegations that ended long enough ago that no ack rests on them. Returns when the next one ends, or null. */
export function endDelegations(turn: Turn): number | null {
  const open = turn.record.delegations.filter((one) => one.until > turn.now);
  if (turn.record.handoff === null) turn.record.delegations = open;
  return open.reduce<number | null>((first, { until }) => (first === null || until < first ? until : first), null);
}
