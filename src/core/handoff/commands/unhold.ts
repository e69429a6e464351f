import { personOf, samePerson } from "../../facts/person.js";
import { mostTelling, refuseUnlessMember } from "../../words/rights.js";
import { loginOf, openHandoff, outOfPlace, refuse, type Command, type Effect } from "../answers.js";
import { settle } from "../settle.js";
import { happen, refusalOf, stateOf } from "../step.js";
import type { Turn } from "../turn.js";
import { defineCommand, GUARDING, overrideRoles } from "./define.js";

/** `/unhold`: whoever held the hand-off, or the override role, lets it go on. */
export const unhold = defineCommand({
  name: "unhold",
  form: "/unhold",
  help: "let it go on",
  who: "holder_or_override",
  roles: overrideRoles,
  worksWhen: GUARDING,
  run,
});

function run(turn: Turn, act: Command): Effect {
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
