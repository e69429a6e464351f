import { personOf } from "../../facts/person.js";
import { ackStanding } from "../acknowledge.js";
import { loginOf, openHandoff, outOfPlace, redTitles, refuse, say, type Command, type Effect } from "../answers.js";
import { settle } from "../settle.js";
import { happen } from "../step.js";
import { decide, type Turn } from "../turn.js";
import { defineCommand, GUARDING, receivers } from "./define.js";

/** `/ack`: a receiver takes over what stands there. */
export const ack = defineCommand({
  name: "ack",
  form: "/ack [note]",
  usage: "`/ack` or `/ack NOTE`",
  help: "take it over",
  who: "independent_receiver",
  roles: receivers,
  vouches: "when new",
  worksWhen: GUARDING,
  run,
  refused: (turn, act) => void happen(turn, { type: "ack_refused", commentId: act.comment.id }),
});

function run(turn: Turn, act: Command): Effect {
  const by = loginOf(act);
  const open = openHandoff(turn, act, "ack");
  if ("did" in open) return open;
  const { handoff, judgement } = open;
  const standing = ackStanding(turn, handoff, judgement, act.comment);
  if (standing.is === "refused") return refuse(turn, "ack", by, standing.refusal, [judgement.contract.acknowledge.by]);
  if (standing.is === "stale") return staleAck(turn, act, handoff.asked?.digest ?? "", standing.changed);
  if (handoff.state === "rejected" || handoff.state === "held") return outOfPlace("sent_back", handoff, "ack", by);
  // Green now, but not provably so when the comment was written.
  if (standing.is !== "counts" && judgement.green) return say({ kind: "stale_word", by, command: "ack", changed: [] });
  if (standing.is !== "counts") return say({ kind: "gates_not_green", by, command: "ack", gates: redTitles(judgement) });
  decide(turn, "ack", act.comment.author, { commentId: act.comment.id, digest: standing.ack.digest });
  settle(turn);
  return { did: "effect" };
}

function staleAck(turn: Turn, act: Command, digest: string, changed: string[]): Effect {
  const { author, id: commentId } = act.comment;
  if (!author) return { did: "nothing" };
  const by = personOf(author);
  const voided = { by, at: act.at, commentId, inPlaceOf: null, digest, note: null, why: "content_changed" as const, changed };
  happen(turn, { type: "ack_void", ack: voided });
  return { did: "nothing" };
}
