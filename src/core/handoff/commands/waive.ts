import { letsPass, redGates, type Judgement } from "../../judging/judgement.js";
import { refuseUnlessMember } from "../../words/rights.js";
import { suggest } from "../../basics/suggest.js";
import { readWaiver } from "../../commands/until.js";
import { gateWordVoid } from "../../words/gate-word.js";
import { personOf } from "../../facts/person.js";
import type { Waiver } from "../../record/state.js";
import { loginOf, refuse, repeat, say, type Command, type Effect } from "../answers.js";
import { judgementAhead } from "../remember.js";
import { decide, type Turn } from "../turn.js";
import { defineCommand, GUARDING, overrideRoles } from "./define.js";

const MOST_WAIVERS = 20;

/** `/waive GATE until DATE: REASON`: the override role lets one gate pass until the end of a day, for the content as it is. */
export const waive = defineCommand({
  name: "waive",
  form: "/waive GATE until DATE: REASON",
  usage: "`/waive GATE until YYYY-MM-DD: REASON`",
  help: "let one gate pass until the end of that day",
  who: "waiver",
  roles: overrideRoles,
  vouches: "when new",
  worksWhen: GUARDING,
  run,
});

function run(turn: Turn, act: Command): Effect {
  const by = loginOf(act);
  const rule = turn.policy.override;
  if (!rule) return say({ kind: "override_not_configured", by });
  const refusal = refuseUnlessMember(turn.snapshot, turn.policy, rule.by, act.comment.author);
  if (refusal || !act.comment.author) return refuse(turn, "waive", by, refusal ?? { why: "ghost" }, [rule.by]);
  const read = readWaiver(act.command.args, turn.now, turn.policy.calendar?.timezone ?? "UTC");
  if (!read.ok) return say({ kind: "bad_arguments", by, command: "waive", error: read.error });
  const judgement = judgementAhead(turn);
  const gate = judgement?.gates.find((candidate) => candidate.spec.id.toLowerCase() === read.value.gate.toLowerCase());
  if (!judgement || !gate) return say(unknownGate(by, read.value.gate, judgement));
  if (letsPass(gate)) return say({ kind: "nothing_to_waive", by, gate: gate.spec.id, title: gate.spec.title });
  const found = gateWordVoid({ ...turn, contract: judgement.contract, bound: judgement.bound }, gate.spec, rule.by, act.comment);
  if (found) return repeat(turn, "waive", by, found, [rule.by]);
  const waiver: Waiver = {
    gate: gate.spec.id,
    by: personOf(act.comment.author),
    at: act.at,
    commentId: act.comment.id,
    until: read.value.until.end,
    reason: read.value.reason,
    digest: gate.digest,
  };
  turn.record.waivers = [waiver, ...turn.record.waivers.filter((other) => other.gate !== waiver.gate)].slice(0, MOST_WAIVERS);
  decide(turn, "waived", waiver.by, { gate: waiver.gate, until: waiver.until, reason: waiver.reason, outcome: gate.outcome });
  turn.judgeAnew();
  return { did: "effect" };
}

function unknownGate(by: string, gate: string, judgement: Judgement | null) {
  const known = judgement ? redGates(judgement).map((candidate) => candidate.spec.id) : [];
  return { kind: "unknown_gate" as const, by, gate, known, suggestion: suggest(gate, known) };
}
