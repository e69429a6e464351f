import { momentOfWord } from "../../facts/moment.js";
import { sameLabel } from "../../basics/names.js";
import { suggest } from "../../basics/suggest.js";
import { isBackward, nextStage } from "../../policy/lifecycle.js";
import type { Policy, Stage } from "../../policy/types.js";
import { loginOf, outOfPlace, refuse, say, stageCalled, type Command, type Effect } from "../answers.js";
import type { Reply } from "../reply.js";
import { boundaryRoles, request, type WishOutcome } from "../request.js";
import type { Turn } from "../turn.js";
import { defineCommand, GUARDING, type Ahead } from "./define.js";

/** `/handoff [stage]`: the giver asks for a move; adding the stage's label asks for the same. */
export const handoff = defineCommand({
  name: "handoff",
  form: "/handoff [stage]",
  usage: "`/handoff` or `/handoff STAGE`",
  help: "request the hand-off (adding the stage's label does the same)",
  who: "giver",
  roles: (ahead) => [...ahead.contracts.map((contract) => contract.role.from), ...backwardRoles(ahead)],
  worksWhen: GUARDING,
  run,
});

function backwardRoles({ policy, record }: Ahead): (string | null)[] {
  const from = record.stage;
  if (from === null) return [];
  const behind = policy.lifecycle.stages.filter((stage) => isBackward(policy, from, stage.id));
  return behind.flatMap((stage): (string | null)[] => {
    const roles = boundaryRoles(policy, from, stage.id);
    return roles.length === 0 ? [null] : roles;
  });
}

function run(turn: Turn, act: Command): Effect {
  const by = loginOf(act);
  const target = targetStage(turn, act.command.args);
  if (target === null) return say({ kind: "usage", by, command: "handoff" });
  if (typeof target === "string") return say(unknownStage(turn.policy, by, target));
  const outcome = request(turn, {
    to: target.id,
    actor: act.comment.author,
    at: act.at,
    moment: momentOfWord(act.comment.id, act.at),
    via: "command",
  });
  return wishReply(turn, outcome, by, target.id);
}

function targetStage(turn: Turn, args: string): Stage | string | null {
  if (args === "") return turn.record.stage === null ? null : nextStage(turn.policy, turn.record.stage);
  const wanted = args.toLowerCase();
  return (
    turn.policy.lifecycle.stages.find(
      (stage) => [stage.id, stage.name].some((word) => word.toLowerCase() === wanted) || sameLabel(stage.label, args),
    ) ?? args
  );
}

function unknownStage(policy: Policy, by: string, stage: string): Reply {
  const known = policy.lifecycle.stages.map((candidate) => candidate.id);
  return { kind: "unknown_stage", by, stage, known, suggestion: suggest(stage.toLowerCase(), known) };
}

function wishReply(turn: Turn, outcome: WishOutcome, by: string, wanted: string): Effect {
  const to = stageCalled(turn.policy, wanted);
  const from = stageCalled(turn.policy, turn.record.stage ?? "");
  switch (outcome.is) {
    case "requested":
    case "requested_again":
    case "moved_back":
      return { did: "effect" };
    case "refused":
      return refuse(turn, "handoff", by, outcome.refusal, outcome.roles);
    case "held":
      return outOfPlace("held", turn.record.handoff, "handoff", by);
    case "same_stage":
      return say({ kind: "same_stage", by, stage: to });
    case "already_requested":
      return say({ kind: "already_requested", by, to });
    case "no_contract":
      return say({ kind: "no_contract", by, from, to });
    case "backward_forbidden":
      return say({ kind: "backward_forbidden", by, from, to });
    case "skipped_stage":
      return say({ kind: "skipped_stage", by, from, to, next: outcome.next === null ? null : stageCalled(turn.policy, outcome.next) });
  }
}
