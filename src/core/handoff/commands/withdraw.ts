import { personOf, samePerson } from "../../facts/person.js";
import { refuseUnlessGiver } from "../../words/rights.js";
import { loginOf, openHandoff, outOfPlace, refuse, type Command, type Effect } from "../answers.js";
import { happen } from "../step.js";
import type { Turn } from "../turn.js";
import { defineCommand, GUARDING } from "./define.js";

/** `/withdraw`: whoever requested, or may request, takes the request back. */
export const withdraw = defineCommand({
  name: "withdraw",
  form: "/withdraw",
  help: "cancel the request",
  who: "requester_or_giver",
  roles: ({ contracts }) => contracts.map((contract) => contract.role.from),
  worksWhen: GUARDING,
  run,
});

function run(turn: Turn, act: Command): Effect {
  const by = loginOf(act);
  const open = openHandoff(turn, act, "withdraw");
  if ("did" in open) return open;
  const { handoff, judgement } = open;
  const giver = judgement.contract.role.from;
  const { author } = act.comment;
  const isRequester = author !== null && samePerson(handoff.requestedBy, personOf(author));
  const refusal = isRequester ? null : refuseUnlessGiver(turn.snapshot, turn.policy, giver, author);
  if (refusal || !author) return refuse(turn, "withdraw", by, refusal ?? { why: "ghost" }, giver === null ? [] : [giver]);
  const refused = happen(turn, { type: "withdrawn", by: personOf(author), at: act.at });
  return refused ? outOfPlace(refused, handoff, "withdraw", by) : { did: "effect" };
}
