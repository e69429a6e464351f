import type { CheckSpec, GateSpec } from "../../checks/gate-spec.js";
import type { Refusal } from "../../commands/refusal.js";
import { checkByKind } from "../../checks/registry.js";
import { suppliersOf } from "../../checks/suppliers.js";
import { agentOf } from "../../policy/agents/accounts.js";
import { agentsOf } from "../../policy/agents/agent.js";
import type { Policy } from "../../policy/types.js";
import { wordIn } from "../../words/agent-words.js";
import { mostTelling, refuseUnlessMember } from "../../words/rights.js";
import { nextStage } from "../../policy/lifecycle.js";
import { suggest } from "../../basics/suggest.js";
import { loginOf, refuse, roleOf, say, type Command, type Effect } from "../answers.js";
import { personOf, samePerson } from "../../facts/person.js";
import type { Turn } from "../turn.js";
import { defineCommand } from "./define.js";
import { override } from "./override.js";

/** `/confirm GATE`: whether it counts is the gate's own business; here it is only answered. */
export const confirm = defineCommand({
  name: "confirm",
  form: "/confirm GATE [note]",
  usage: "`/confirm GATE` or `/confirm GATE NOTE`",
  help: "supply a confirmation",
  who: "supplier",
  roles: ({ policy, contracts }) => [
    ...contracts.flatMap(suppliersOf),
    ...(policy.override?.second ? [policy.override.second] : []),
    ...overseers(policy),
  ],
  vouches: "always",
  worksWhen: { closed: false, observing: true },
  run,
});

function run(turn: Turn, act: Command): Effect {
  const by = loginOf(act);
  const id = act.command.args.split(/\s/, 1)[0] ?? "";
  if (id === "") return say({ kind: "usage", by, command: "confirm" });
  if (id === "override" && turn.record.handoff?.override?.first) return confirmOverride(turn, act);
  if (meansAgent(turn, act)) return confirmAgent(turn, act);
  const gates = gatesAhead(turn);
  const gate = gates.find((candidate) => candidate.id.toLowerCase() === id.toLowerCase());
  if (!gate) return say({ kind: "unknown_gate", by, gate: id, known: confirmable(gates), suggestion: suggest(id, confirmable(gates)) });
  const role = roleToConfirm(gate);
  if (role === null) return say({ kind: "gate_takes_no_confirmation", by, gate: gate.id, title: gate.title });
  const refusal = refuseConfirmation(turn, act, role);
  return refusal ? refuse(turn, "confirm", by, refusal, [roleOf(turn.policy, role).id]) : { did: "effect" };
}

/** True where what is confirmed is an agent's, so that the item need be in no stage. */
export function meansAgent({ policy }: Pick<Turn, "policy">, { command }: Pick<Command, "command">): boolean {
  return command.name === confirm.name && wordIn(command.args) !== null && agentsOf(policy).length > 0;
}

/** Whether it counts is asked at each look, for what stands there then; here it is only answered. */
function confirmAgent(turn: Turn, act: Command): Effect {
  const agent = agentOf(turn.policy, turn.snapshot.item.author);
  const roles = agent ? [agent.oversight.by] : overseers(turn.policy);
  const refusal = mostTelling(roles.map((role) => refuseUnlessMember(turn.snapshot, turn.policy, role, act.comment.author)));
  return refusal ? refuse(turn, "confirm", loginOf(act), refusal, roles) : { did: "effect" };
}

function overseers(policy: Policy): string[] {
  return [...new Set(agentsOf(policy).map(({ oversight }) => oversight.by))];
}

function confirmOverride(turn: Turn, act: Command): Effect {
  const code = turn.record.handoff?.override?.code ?? "";
  const reason = turn.record.handoff?.override?.first?.reason ?? "";
  return override.run(turn, { ...act, command: { ...act.command, args: `${code}: ${reason}` } });
}

function gatesAhead(turn: Turn): GateSpec[] {
  const stage = turn.record.stage;
  const to = turn.record.handoff?.to ?? (stage === null ? undefined : nextStage(turn.policy, stage)?.id);
  return to === undefined ? [] : (turn.judgeTo(to)?.contract.gates ?? []);
}

function confirmable(gates: readonly GateSpec[]): string[] {
  return gates.filter((gate) => roleToConfirm(gate) !== null).map((gate) => gate.id);
}

// Only kinds that name a supplier wait for a person's word.
function roleToConfirm(gate: GateSpec): string | null {
  return confirmingRole(gate.check);
}

function refuseConfirmation(turn: Turn, act: Command, role: string): Refusal | null {
  const { author } = act.comment;
  const writer = turn.snapshot.item.author;
  if (author && writer && samePerson(personOf(author), personOf(writer))) return { why: "author" };
  return refuseUnlessMember(turn.snapshot, turn.policy, role, author);
}

function confirmingRole(check: CheckSpec): string | null {
  const definition = checkByKind(check.kind);
  if (check.kind === "confirmed_by") return definition?.supplier?.(check.params) ?? null;
  const nested = definition?.nested?.(check.params) ?? [];
  return nested.map(confirmingRole).find((role) => role !== null) ?? null;
}
