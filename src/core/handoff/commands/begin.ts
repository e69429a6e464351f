import { refuseUnlessMember } from "../../words/rights.js";
import { loginOf, refuse, say, stageCalled, type Command, type Effect } from "../answers.js";
import { decide, type Turn } from "../turn.js";
import { defineCommand, GUARDING } from "./define.js";

/** `/begin`: the receivers say that they started what they took over. */
export const begin = defineCommand({
  name: "begin",
  form: "/begin",
  help: "start the stage",
  who: "receiver",
  roles: ({ policy, record }) =>
    policy.contracts.filter((contract) => contract.stage.to === record.stage).map((contract) => contract.role.to),
  worksWhen: GUARDING,
  run,
});

function run(turn: Turn, act: Command): Effect {
  const by = loginOf(act);
  const stage = turn.record.stage ?? "";
  if (turn.record.begun) return say({ kind: "already_begun", by, stage: stageCalled(turn.policy, stage) });
  const receipt = turn.record.receipts[0];
  const contract = turn.policy.contracts.find((candidate) => candidate.id === receipt?.contract?.id);
  if (!receipt || !contract || receipt.to !== stage) return say({ kind: "nothing_to_begin", by, stage: stageCalled(turn.policy, stage) });
  const refusal = refuseUnlessMember(turn.snapshot, turn.policy, contract.role.to, act.comment.author);
  if (refusal) return refuse(turn, "begin", by, refusal, [contract.role.to]);
  turn.record.begun = { at: act.at, by, signal: "command" };
  decide(turn, "begun", act.comment.author, { stage, signal: "command" });
  return { did: "effect" };
}
