import { redGates, type Judgement } from "../../judging/judgement.js";
import { canonicalJson, sha256 } from "../../basics/digest.js";
import { refuseUnlessMember } from "../../words/rights.js";
import { voidOf } from "../../words/guards.js";
import { personOf, samePerson, type Person } from "../../facts/person.js";
import {
  loginOf,
  openHandoff,
  outOfPlace,
  redTitles,
  refuse,
  repeat,
  roleOf,
  say,
  stageCalled,
  type Command,
  type Effect,
} from "../answers.js";
import { acksIn, type Handoff, type OverrideRequest } from "../../record/state.js";
import { happen } from "../step.js";
import { codeStands, overrideWord } from "../override-word.js";
import type { Turn } from "../turn.js";
import { defineCommand, GUARDING, overrideRoles } from "./define.js";

const CODE_LIFE = 60 * 60 * 1000;
const FORCED = /^([A-Za-z0-9-]{4,40}):\s*(\S.*)$/;

/**
 * `/override` answers with a one-time code and what would be bypassed; `/override CODE: REASON` forces the hand-off. The code belongs to
 * the content it was given for and lives an hour. Where the policy names a `second` role, another person repeats the command.
 */
export const override = defineCommand({
  name: "override",
  form: "/override CODE: REASON",
  usage: "`/override` for the code, then `/override CODE: REASON`",
  help: "force the hand-off; without the code, Baton answers with it and with what would be bypassed",
  who: "override",
  roles: overrideRoles,
  vouches: "when new",
  worksWhen: GUARDING,
  run,
});

function run(turn: Turn, act: Command): Effect {
  const by = loginOf(act);
  const rule = turn.policy.override;
  if (!rule) return say({ kind: "override_not_configured", by });
  const open = openHandoff(turn, act, "override");
  if ("did" in open) return open;
  const forced = FORCED.exec(act.command.args);
  const role = forced && rule.second !== null && open.handoff.override?.first ? rule.second : rule.by;
  const refusal = refuseUnlessMember(turn.snapshot, turn.policy, role, act.comment.author);
  if (refusal) return refuse(turn, "override", by, refusal, [role]);
  const found = voidOf(overrideWord(turn, open.judgement, act.comment, role));
  if (found) return repeat(turn, "override", by, found, [role]);
  return forced ? force(turn, act, open, { code: forced[1] ?? "", reason: forced[2] ?? "" }) : giveCode(turn, act, open);
}

function giveCode(turn: Turn, act: Command, open: { handoff: Handoff; judgement: Judgement }): Effect {
  const { handoff, judgement } = open;
  const by = loginOf(act);
  const asking = act.comment.author;
  if (!asking) return { did: "nothing" };
  const code = turn.code(`override:${turn.snapshot.item.nodeId}:${handoff.sequence}:${judgement.digest}:${act.comment.id}`);
  const asked = {
    code,
    askedBy: personOf(asking),
    askedAt: act.at,
    askedIn: act.comment.id,
    digest: forcedDigest(judgement),
    first: null,
  };
  const refused = happen(turn, { type: "code_given", override: asked });
  if (refused) return outOfPlace(refused, handoff, "override", by);
  const second = turn.policy.override?.second ?? null;
  return say({
    kind: "override_code",
    by,
    code,
    to: stageCalled(turn.policy, handoff.to),
    bypassed: redTitles(judgement),
    acknowledgement: acksIn(handoff).length < judgement.contract.acknowledge.count,
    second: second === null ? null : roleOf(turn.policy, second),
  });
}

function force(
  turn: Turn,
  act: Command,
  open: { handoff: Handoff; judgement: Judgement },
  typed: { code: string; reason: string },
): Effect {
  const { handoff, judgement } = open;
  const by = loginOf(act);
  const asked = handoff.override;
  const person = act.comment.author && personOf(act.comment.author);
  const wrong =
    wrongCode(asked, typed.code, forcedDigest(judgement), act.at) ??
    (asked && !codeStands(turn, judgement, asked) ? "content_changed" : null);
  if (wrong || !asked || !person) return say({ kind: "override_wrong_code", by, why: wrong ?? "unknown" });
  const second = turn.policy.override?.second ?? null;
  if (second !== null && !asked.first) return goFirst(turn, act, asked, { person, second, reason: typed.reason });
  const first = second === null ? null : asked.first;
  if (first && samePerson(first.by, person)) return say({ kind: "override_same_person", by, role: roleOf(turn.policy, second ?? "") });
  const both = first ? [first.by, person] : [person];
  const reason = first?.reason ?? typed.reason;
  const refused = happen(turn, { type: "forced", by: both, reason, judgement, code: asked.code, bypassed: redTitles(judgement) });
  return refused ? outOfPlace(refused, handoff, "override", by) : { did: "effect" };
}

function goFirst(
  turn: Turn,
  act: Command,
  asked: OverrideRequest,
  { person, second, reason }: { person: Person; second: string; reason: string },
): Effect {
  const by = loginOf(act);
  const refused = happen(turn, { type: "seconded", first: { by: person, at: act.at, reason, commentId: act.comment.id } });
  if (refused) return outOfPlace(refused, turn.record.handoff, "override", by);
  return say({ kind: "override_needs_second", by, code: asked.code, role: roleOf(turn.policy, second) });
}

// A code stands for what it was said to bypass: other content, or other red gates, want another code.
function forcedDigest(judgement: Judgement): string {
  return sha256(canonicalJson([judgement.digest, redGates(judgement).map((gate) => gate.spec.id)]));
}

function wrongCode(
  asked: OverrideRequest | null,
  code: string,
  digest: string,
  at: number,
): "unknown" | "content_changed" | "expired" | null {
  if (!asked || asked.code.toLowerCase() !== code.toLowerCase()) return "unknown";
  if (asked.digest !== digest) return "content_changed";
  return at - asked.askedAt > CODE_LIFE ? "expired" : null;
}
