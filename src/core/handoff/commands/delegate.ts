import type { Refusal } from "../../commands/refusal.js";
import { ownEntry } from "../../basics/own-entry.js";
import { loginKey } from "../../basics/names.js";
import { permissionOf, refuseUnlessMember } from "../../words/rights.js";
import { nextStage } from "../../policy/lifecycle.js";
import { readDelegation, type UsageError } from "../../commands/until.js";
import { voidOf } from "../../words/guards.js";
import { personOf, samePerson } from "../../facts/person.js";
import { loginOf, refuse, repeat, say, type Command, type Effect } from "../answers.js";
import { delegationWord } from "../delegations.js";
import { judgementAhead } from "../remember.js";
import type { Delegation } from "../../record/state.js";
import { decide, type Turn } from "../turn.js";
import { defineCommand, GUARDING, receivers } from "./define.js";

const MOST_DELEGATIONS = 20;

/** `/delegate @user until DATE`: a member of the receiving role lets someone else acknowledge in their place, on this item. */
export const delegate = defineCommand({
  name: "delegate",
  form: "/delegate @user until DATE",
  usage: "`/delegate @user until YYYY-MM-DD`",
  help: "let someone else acknowledge in your place",
  who: "receiver",
  roles: receivers,
  accounts: (args) => /^@(\S{1,120})/.exec(args)?.slice(1) ?? [],
  vouches: "when new",
  worksWhen: GUARDING,
  run,
});

function run(turn: Turn, act: Command): Effect {
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
