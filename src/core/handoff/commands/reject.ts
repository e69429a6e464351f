import { personOf } from "../../facts/person.js";
import { refuseUnlessMember } from "../../words/rights.js";
import { loginOf, openHandoff, outOfPlace, refuse, say, type Command, type Effect } from "../answers.js";
import { bodyDigest, settle } from "../settle.js";
import { happen } from "../step.js";
import type { Turn } from "../turn.js";
import { defineCommand, GUARDING, receivers } from "./define.js";

/** `/reject REASON`: a receiver sends the item back until its text is mended. */
export const reject = defineCommand({
  name: "reject",
  aliases: ["nack"],
  form: "/reject REASON",
  usage: "`/reject REASON`: the reason tells the giver what to mend",
  help: "send it back",
  who: "receiver",
  roles: receivers,
  worksWhen: GUARDING,
  run,
});

function run(turn: Turn, act: Command): Effect {
  const by = loginOf(act);
  const open = openHandoff(turn, act, "reject");
  if ("did" in open) return open;
  if (act.command.args === "") return say({ kind: "usage", by, command: "reject" });
  const role = open.judgement.contract.acknowledge.by;
  const refusal = refuseUnlessMember(turn.snapshot, turn.policy, role, act.comment.author);
  if (refusal || !act.comment.author) return refuse(turn, "reject", by, refusal ?? { why: "ghost" }, [role]);
  const person = personOf(act.comment.author);
  const rejection = { by: person, at: act.at, commentId: act.comment.id, reason: act.command.args, digest: rejectedBody(turn, act) };
  const refused = happen(turn, { type: "rejected", rejection });
  if (refused) return outOfPlace(refused, open.handoff, "reject", by);
  settle(turn);
  return { did: "effect" };
}

// A body that was edited after the comment is not the body that was rejected.
function rejectedBody(turn: Turn, act: Command): string {
  const edited = turn.snapshot.item.lastEditedAt;
  const unseen = act.comment.id > turn.record.seenComment;
  return unseen && edited !== null && edited > act.at ? "" : bodyDigest(turn);
}
