import type { CommandName } from "../commands/names.js";
import type { Reply } from "./reply.js";
import { refuseUnlessGiver, refuseUnlessMember } from "../words/rights.js";
import { nextStage } from "../policy/lifecycle.js";
import type { Policy, Stage } from "../policy/types.js";
import { suggest } from "../basics/suggest.js";
import { confirmCommand } from "./confirm.js";
import { ackStanding } from "./acknowledge.js";
import { loginOf, openHandoff, outOfPlace, redTitles, refuse, say, type Command, type Effect } from "./answers.js";
import { delegateCommand } from "./delegate.js";
import { overrideCommand } from "./override.js";
import { request, type WishOutcome } from "./request.js";
import { holdCommand, unholdCommand } from "./hold.js";
import { bodyDigest, settle } from "./settle.js";
import { happen } from "./step.js";
import { personOf, samePerson } from "../facts/person.js";
import { waiveCommand } from "./waive.js";
import { decide, type Turn } from "./turn.js";

type Handler = (turn: Turn, act: Command) => Effect;

const HANDLERS: Record<CommandName, Handler> = {
  handoff: handoffCommand,
  ack: ackCommand,
  reject: rejectCommand,
  nack: rejectCommand,
  confirm: confirmCommand,
  override: overrideCommand,
  withdraw: withdrawCommand,
  hold: holdCommand,
  unhold: unholdCommand,
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
  const ack = { by, at: act.at, commentId, inPlaceOf: null, digest, note: null, why: "content_changed" as const, changed };
  happen(turn, { type: "ack_void", ack });
  return { did: "nothing" };
}

function rejectCommand(turn: Turn, act: Command): Effect {
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

function withdrawCommand(turn: Turn, act: Command): Effect {
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
  decide(turn, "begun", act.comment.author, { stage, signal: "command" });
  return { did: "effect" };
}
