import type { Judgement } from "../judging/judgement.js";
import type { Refusal } from "../commands/refusal.js";
import { ownEntry } from "../basics/own-entry.js";
import { loginKey } from "../basics/names.js";
import { permissionOf, refuseUnlessMember } from "../words/rights.js";
import { nextStage } from "../policy/lifecycle.js";
import { type Comment } from "../facts/snapshot.js";
import { readDelegation, type UsageError } from "../commands/until.js";
import { commentNow, voidOf } from "../words/guards.js";
import { boundKey } from "../content/bound-keys.js";
import { personOf, samePerson, type Person } from "../facts/person.js";
import { loginOf, refuse, repeat, say, type Command, type Effect } from "./answers.js";
import { ownWork } from "./own-work.js";
import { judgementAhead } from "./remember.js";
import type { Delegation } from "../record/state.js";
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
  if (refusal) return refuse(turn, "delegate", by, refusal, [role]);
  const found = voidOf(delegationWord(turn, judgement, act.comment));
  if (found) return repeat(turn, "delegate", by, found, [role]);
  const read = readDelegation(act.command.args, turn.now, turn.policy.calendar?.timezone ?? "UTC");
  if (!read.ok) return say({ kind: "bad_arguments", by, command: "delegate", error: read.error });
  const { user, until } = read.value;
  const substitute = substituteOf(turn, user);
  if (!substitute.ok)
    return "refusal" in substitute
      ? refuse(turn, "delegate", by, substitute.refusal, [role])
      : say({ kind: "bad_arguments", by, command: "delegate", error: substitute.error });
  return keepDelegation(turn, act, { to: { id: substitute.id, login: user }, until: until.end });
}

type Substitute = { ok: true; id: number } | { ok: false; refusal: Refusal } | { ok: false; error: UsageError };

/** The account with the login, if there is one and it can read what it is to acknowledge. */
function substituteOf({ snapshot }: Turn, login: string): Substitute {
  const account = ownEntry(snapshot.people.accounts, loginKey(login)) ?? { known: false, reason: "the account was not looked up" };
  if (!account.known) return { ok: false, refusal: { why: "membership_unknown", reason: account.reason } };
  if (account.value === null) return { ok: false, error: { why: "no_account", found: login } };
  const permission = permissionOf(snapshot, login);
  if (!permission.known) return { ok: false, refusal: { why: "membership_unknown", reason: permission.reason } };
  return permission.value === "none" ? { ok: false, error: { why: "cannot_read", found: login } } : { ok: true, id: account.value };
}

function keepDelegation(turn: Turn, act: Command, { to, until }: Pick<Delegation, "to" | "until">): Effect {
  const { author } = act.comment;
  if (!author) return { did: "nothing" };
  const from = personOf(author);
  const delegation: Delegation = { from, to, at: act.at, commentId: act.comment.id, until };
  const others = turn.record.delegations.filter((other) => !samePerson(other.from, from));
  turn.record.delegations = [delegation, ...others].slice(0, MOST_DELEGATIONS);
  decide(turn, "delegated", from, { to, until });
  return { did: "effect" };
}

// Whoever may speak for the role, and by which rules, is what a delegation rests on.
function delegationWord(turn: Turn, judgement: Judgement, comment: Comment) {
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

function standsFor(turn: Turn, judgement: Judgement, delegation: Delegation, person: Person, comment: Comment): boolean {
  const inTime = comment.id > delegation.commentId && comment.createdAt < delegation.until;
  const given = commentNow(turn.snapshot, delegation.commentId);
  return (
    inTime &&
    given !== null &&
    samePerson(delegation.to, person) &&
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
