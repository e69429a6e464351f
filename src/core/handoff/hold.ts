import type { Judgement } from "../judging/judgement.js";
import { checkByKind } from "../checks/registry.js";
import { withNested } from "../checks/nested.js";
import { mostTelling, refuseUnlessMember } from "../words/rights.js";
import { personOf, samePerson } from "../facts/person.js";
import { loginOf, openHandoff, outOfPlace, refuse, say, type Command, type Effect } from "./answers.js";
import { settle } from "./settle.js";
import { refusalOf, happen, stateOf } from "./step.js";
import type { Turn } from "./turn.js";

/** `/hold REASON`: anybody whom the contract names stops the hand-off for everybody. */
export function holdCommand(turn: Turn, act: Command): Effect {
  const by = loginOf(act);
  const open = openHandoff(turn, act, "hold");
  if ("did" in open) return open;
  if (act.command.args === "") return say({ kind: "usage", by, command: "hold" });
  const roles = rolesOf(open.judgement);
  const { author } = act.comment;
  const refusal = mostTelling(roles.map((role) => refuseUnlessMember(turn.snapshot, turn.policy, role, author)));
  if (refusal || !author) return refuse(turn, "hold", by, refusal ?? { why: "ghost" }, roles);
  const hold = { by: personOf(author), at: act.at, commentId: act.comment.id, reason: act.command.args };
  const refused = happen(turn, { type: "held", hold });
  return refused ? outOfPlace(refused, open.handoff, "hold", by) : { did: "effect" };
}

/** `/unhold`: whoever held the hand-off, or the override role, lets it go on. */
export function unholdCommand(turn: Turn, act: Command): Effect {
  const by = loginOf(act);
  const open = openHandoff(turn, act, "unhold");
  if ("did" in open) return open;
  const { handoff } = open;
  const { author } = act.comment;
  const refused = refusalOf(stateOf(turn.record), "unheld");
  if (refused || handoff.state !== "held") return outOfPlace(refused ?? "not_held", handoff, "unhold", by);
  const roles = turn.policy.override ? [turn.policy.override.by] : [];
  const isHolder = author !== null && author.type === "User" && samePerson(handoff.hold.by, personOf(author));
  const refusal = isHolder ? null : mostTelling(roles.map((role) => refuseUnlessMember(turn.snapshot, turn.policy, role, author)));
  if (refusal || !author) return refuse(turn, "unhold", by, refusal ?? { why: "ghost" }, roles);
  happen(turn, { type: "unheld", by: personOf(author), at: act.at });
  settle(turn);
  return { did: "effect" };
}

/** Every role that a contract names: giver, receiver, owner, whoever acknowledges or supplies what a gate waits for. */
export function rolesOf({ contract }: Pick<Judgement, "contract">): string[] {
  const suppliers = contract.gates
    .flatMap((gate) => withNested(gate.check))
    .flatMap(({ kind, params }) => checkByKind(kind)?.supplier?.(params) ?? []);
  const named = [contract.role.from, contract.role.to, contract.acknowledge.by, contract.owner, ...suppliers];
  return [...new Set(named.filter((role) => role !== null))];
}
