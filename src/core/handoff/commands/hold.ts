import { suppliersOf } from "../../checks/suppliers.js";
import { personOf } from "../../facts/person.js";
import type { Contract } from "../../policy/types.js";
import { mostTelling, refuseUnlessMember } from "../../words/rights.js";
import { loginOf, openHandoff, outOfPlace, refuse, say, type Command, type Effect } from "../answers.js";
import { happen } from "../step.js";
import type { Turn } from "../turn.js";
import { defineCommand, GUARDING } from "./define.js";

/** `/hold REASON`: anybody whom the contract names stops the hand-off for everybody. */
export const hold = defineCommand({
  name: "hold",
  form: "/hold REASON",
  usage: "`/hold REASON`: the reason tells everybody what has to be settled first",
  help: "stop the hand-off for everybody",
  who: "named",
  roles: ({ contracts }) => contracts.flatMap(rolesOf),
  worksWhen: GUARDING,
  run,
});

function run(turn: Turn, act: Command): Effect {
  const by = loginOf(act);
  const open = openHandoff(turn, act, "hold");
  if ("did" in open) return open;
  if (act.command.args === "") return say({ kind: "usage", by, command: "hold" });
  const roles = rolesOf(open.judgement.contract);
  const { author } = act.comment;
  const refusal = mostTelling(roles.map((role) => refuseUnlessMember(turn.snapshot, turn.policy, role, author)));
  if (refusal || !author) return refuse(turn, "hold", by, refusal ?? { why: "ghost" }, roles);
  const held = { by: personOf(author), at: act.at, commentId: act.comment.id, reason: act.command.args };
  const refused = happen(turn, { type: "held", hold: held });
  return refused ? outOfPlace(refused, open.handoff, "hold", by) : { did: "effect" };
}

/** Every role that a contract names: giver, receiver, owner, whoever acknowledges or supplies what a gate waits for. */
function rolesOf(contract: Contract): string[] {
  const named = [contract.role.from, contract.role.to, contract.acknowledge.by, contract.owner, ...suppliersOf(contract)];
  return [...new Set(named.filter((role) => role !== null))];
}
