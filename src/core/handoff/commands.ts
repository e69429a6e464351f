import type { CommandName, Reply } from "../commands/reply.js";
import { refuseUnlessGiver, refuseUnlessMember } from "../people.js";
import { nextStage } from "../policy/lifecycle.js";
import type { Policy, Stage } from "../policy/types.js";
import { sameLogin } from "../snapshot.js";
import { suggest } from "../suggest.js";
import { confirmCommand } from "./confirm.js";
import { ackStanding } from "./acknowledge.js";
import { loginOf, openHandoff, redTitles, refuse, say, type Command, type Effect } from "./answers.js";
import { delegateCommand } from "./delegate.js";
import { overrideCommand } from "./override.js";
import { request, type WishOutcome } from "./request.js";
import { bodyDigest, recordVoid, settle } from "./settle.js";
import { waiveCommand } from "./waive.js";
import { decide, remark, type Turn } from "./turn.js";

type Handler = (turn: Turn, act: Command) => Effect;

const HANDLERS: Record<CommandName, Handler> = {
  handoff: handoffCommand,
  ack: ackCommand,
  reject: rejectCommand,
  nack: rejectCommand,
  confirm: confirmCommand,
  override: overrideCommand,
  withdraw: withdrawCommand,
  waive: waiveCommand,
  delegate: delegateCommand,
  begin: beginCommand,
  recheck: () => ({ did: "effect" }),
  status: () => ({ did: "show", what: "status" }),
  help: () => ({ did: "show", what: "help" }),
};

const WORK_WHEN_CLOSED = new Set<CommandName>(["status", "help", "recheck"]);
const WORK_WHEN_OBSERVING = new Set<CommandName>(["status", "help", "recheck", "confirm"]);

/** Applies one command to the turn. */
export function applyCommand(turn: Turn, act: Command, observing: boolean): Effect {
  const { name } = act.command;
  const by = loginOf(act);
  if (turn.snapshot.item.state === "closed" && !WORK_WHEN_CLOSED.has(name)) return say({ kind: "closed", by, command: name });
  if (observing && !WORK_WHEN_OBSERVING.has(name)) return say({ kind: "observing", by, command: name });
  return HANDLERS[name](turn, act);
}

function handoffCommand(turn: Turn, act: Command): Effect {
  const by = loginOf(act);
  const target = targetStage(turn, act.command.args);
  if (target === null) return say({ kind: "usage", by, command: "handoff" });
  if (typeof target === "string") return say(unknownStage(turn.policy, by, target));
  const outcome = request(turn, {
    to: target.id,
    actor: act.comment.author,
    at: act.at,
    moment: { at: act.at, afterComment: act.comment.id },
    via: "command",
  });
  return wishReply(turn, outcome, by, target.id);
}

function targetStage(turn: Turn, args: string): Stage | string | null {
  if (args === "") return turn.record.stage === null ? null : nextStage(turn.policy, turn.record.stage);
  const wanted = args.toLowerCase();
  return (
    turn.policy.lifecycle.stages.find((stage) => [stage.id, stage.name, stage.label].some((word) => word.toLowerCase() === wanted)) ?? args
  );
}

function unknownStage(policy: Policy, by: string, stage: string): Reply {
  const known = policy.lifecycle.stages.map((candidate) => candidate.id);
  return { kind: "unknown_stage", by, stage, known, suggestion: suggest(stage.toLowerCase(), known) };
}

function wishReply(turn: Turn, outcome: WishOutcome, by: string, to: string): Effect {
  const from = turn.record.stage ?? "";
  switch (outcome.is) {
    case "requested":
    case "requested_again":
    case "moved_back":
      return { did: "effect" };
    case "refused":
      return refuse(turn, "handoff", by, outcome.refusal, outcome.roles);
    case "same_stage":
      return say({ kind: "same_stage", by, stage: to });
    case "already_requested":
      return say({ kind: "already_requested", by, to });
    case "no_contract":
      return say({ kind: "no_contract", by, from, to });
    case "backward_forbidden":
      return say({ kind: "backward_forbidden", by, from, to });
    case "skipped_stage":
      return say({ kind: "skipped_stage", by, from, to, next: outcome.next });
  }
}

function ackCommand(turn: Turn, act: Command): Effect {
  const by = loginOf(act);
  const open = openHandoff(turn, act, "ack");
  if ("did" in open) return open;
  const { handoff, judgement } = open;
  const standing = ackStanding(turn, handoff, judgement, act.comment);
  if (standing.is === "refused") return refuse(turn, "ack", by, standing.refusal, [judgement.contract.acknowledge.by]);
  if (standing.is === "stale") {
    recordVoid(turn, handoff, {
      by,
      at: act.at,
      commentId: act.comment.id,
      inPlaceOf: null,
      digest: handoff.askedDigest ?? "",
      note: null,
      why: "content_changed",
      changed: standing.changed,
    });
    return { did: "nothing" };
  }
  if (handoff.rejection) return say({ kind: "rejected_already", by, command: "ack", rejectedBy: handoff.rejection.by });
  // Green now, but not provably so when the comment was written.
  if (standing.is === "too_early" && judgement.green) return say({ kind: "stale_ack", by, changed: [] });
  if (standing.is === "too_early") return say({ kind: "gates_not_green", by, command: "ack", gates: redTitles(judgement) });
  decide(turn, "ack", by, { commentId: act.comment.id, digest: standing.ack.digest });
  settle(turn);
  return { did: "effect" };
}

function rejectCommand(turn: Turn, act: Command): Effect {
  const by = loginOf(act);
  const open = openHandoff(turn, act, "reject");
  if ("did" in open) return open;
  if (act.command.args === "") return say({ kind: "usage", by, command: "reject" });
  const role = open.judgement.contract.acknowledge.by;
  const refusal = refuseUnlessMember(turn.snapshot, turn.policy, role, act.comment.author);
  if (refusal) return refuse(turn, "reject", by, refusal, [role]);
  open.handoff.rejection = { by, at: act.at, commentId: act.comment.id, reason: act.command.args, digest: rejectedBody(turn, act) };
  decide(turn, "rejected", by, { reason: act.command.args, sequence: open.handoff.sequence });
  turn.notices.push({ key: `sent-back:${act.comment.id}`, what: "sent_back" });
  settle(turn);
  return { did: "effect" };
}

// A body that was edited after the comment is not the body that was rejected.
function rejectedBody(turn: Turn, act: Command): string {
  const edited = turn.snapshot.item.lastEditedAt;
  const unseen = act.comment.id > turn.record.seenComment;
  return unseen && edited !== null && edited > act.at ? "" : bodyDigest(turn);
}

function withdrawCommand(turn: Turn, act: Command): Effect {
  const by = loginOf(act);
  const open = openHandoff(turn, act, "withdraw");
  if ("did" in open) return open;
  const { handoff, judgement } = open;
  const giver = judgement.contract.role.from;
  const refusal = sameLogin(handoff.requestedBy, by) ? null : refuseUnlessGiver(turn.snapshot, turn.policy, giver, act.comment.author);
  if (refusal) return refuse(turn, "withdraw", by, refusal, giver === null ? [] : [giver]);
  turn.record.handoff = null;
  remark(turn, { kind: "withdrawn", at: act.at, by, to: handoff.to });
  decide(turn, "withdrawn", by, { to: handoff.to, sequence: handoff.sequence });
  return { did: "effect" };
}

function beginCommand(turn: Turn, act: Command): Effect {
  const by = loginOf(act);
  const stage = turn.record.stage ?? "";
  if (turn.record.begun) return say({ kind: "already_begun", by, stage });
  const receipt = turn.record.receipts[0];
  const contract = turn.policy.contracts.find((candidate) => candidate.id === receipt?.contract?.id);
  if (!receipt || !contract || receipt.to !== stage) return say({ kind: "nothing_to_begin", by, stage });
  const refusal = refuseUnlessMember(turn.snapshot, turn.policy, contract.role.to, act.comment.author);
  if (refusal) return refuse(turn, "begin", by, refusal, [contract.role.to]);
  turn.record.begun = { at: act.at, by, signal: "command" };
  decide(turn, "begun", by, { stage });
  return { did: "effect" };
}
