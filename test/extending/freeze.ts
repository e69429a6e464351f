import { personOf } from "../../src/core/facts/person.js";
import { loginOf, openHandoff, outOfPlace, refuse, say, type Command, type Effect } from "../../src/core/handoff/answers.js";
import { defineCommand, GUARDING, overrideRoles } from "../../src/core/handoff/commands/define.js";
import { happen } from "../../src/core/handoff/step.js";
import type { Turn } from "../../src/core/handoff/turn.js";
import { refuseUnlessMember } from "../../src/core/words/rights.js";

/** A made-up command: `/freeze @user: REASON`, by which the override role holds a hand-off until somebody was asked. */
export const freeze = defineCommand({
  name: "freeze",
  aliases: ["pause"],
  form: "/freeze @user: REASON",
  usage: "`/freeze @user: REASON`: the reason tells what to ask them",
  help: "stop the hand-off until somebody was asked",
  who: "waiver",
  roles: overrideRoles,
  accounts: (args) => /^@([a-z0-9-]+):/i.exec(args)?.slice(1) ?? [],
  vouches: "when new",
  worksWhen: GUARDING,
  run,
});

function run(turn: Turn, act: Command): Effect {
  const by = loginOf(act);
  const open = openHandoff(turn, act, "freeze");
  if ("did" in open) return open;
  if (act.command.args === "") return say({ kind: "usage", by, command: "freeze" });
  const role = turn.policy.override?.by ?? "";
  const { author } = act.comment;
  const refusal = refuseUnlessMember(turn.snapshot, turn.policy, role, author);
  if (refusal || !author) return refuse(turn, "freeze", by, refusal ?? { why: "ghost" }, [role]);
  const hold = { by: personOf(author), at: act.at, commentId: act.comment.id, reason: act.command.args };
  const refused = happen(turn, { type: "held", hold });
  return refused ? outOfPlace(refused, open.handoff, "freeze", by) : { did: "effect" };
}
