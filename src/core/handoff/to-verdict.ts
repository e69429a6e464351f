import { partTitle } from "../content/content-parts.js";
import type { Judgement } from "../judging/judgement.js";
import { acceptedContract } from "./begin.js";
import { runningDeadline } from "./clock.js";
import { standingDelegations } from "./delegations.js";
import { roleOf } from "./answers.js";
import { engagementIn } from "./engagement.js";
import { holderOf } from "./holder.js";
import { workflowOf } from "./workflow.js";
import { formFor } from "../form/known-form.js";
import { skeletonOf } from "../form/skeleton.js";
import { toldGates } from "./told-gates.js";
import { driftedParts, judgementAhead } from "./remember.js";
import { stageOf, type Turn } from "./turn.js";
import { isUndeclared } from "../policy/agents/accounts.js";
import { findContract, nextStage } from "../policy/lifecycle.js";
import type { ItemVerdict } from "../record/verdict.js";

/** The turn's outcome as people are told it. */
export function toVerdict(turn: Turn, observing: boolean): ItemVerdict {
  const told = withoutWorkflow(turn, observing);
  return { ...told, ...workflowOf(turn, judgementAhead(turn), holderOf(told).role) };
}

function withoutWorkflow(turn: Turn, observing: boolean): ItemVerdict {
  const { record, policy, snapshot } = turn;
  const stage = stageOf(policy, record.stage ?? "");
  const ahead = judgementAhead(turn);
  // The stage a closed item was requested for may be gone from the policy by now.
  const target = record.handoff
    ? (policy.lifecycle.stages.find((candidate) => candidate.id === record.handoff?.to) ?? null)
    : nextStage(policy, stage.id);
  return {
    kind: snapshot.item.kind,
    closed: snapshot.item.state === "closed",
    observe: observing,
    observeReason: observing ? (policy.enforcement === "observe" ? "policy" : "older") : null,
    stages: policy.lifecycle.stages,
    stage,
    stageBy: record.stageBy,
    stageSince: record.stageSince,
    boundary: target && { from: stage, to: target },
    contract: ahead?.contract ?? null,
    candidates: ahead || !target ? { contracts: [], apply: false } : candidates(turn, stage.id, target.id),
    giver: ahead && ahead.contract.role.from !== null ? roleOf(policy, ahead.contract.role.from) : null,
    receiver: ahead ? roleOf(policy, ahead.contract.acknowledge.by) : null,
    overrideRole: policy.override ? roleOf(policy, policy.override.by) : null,
    handoff: target && record.handoff,
    gates: ahead ? toldGates(ahead.gates, turn.texts.body) : [],
    ...formOf(turn, ahead),
    green: ahead?.green ?? false,
    digest: ahead?.digest ?? "",
    due: dueOf(turn),
    begun: record.begun,
    ...beginningOf(turn),
    ...delegationsOf(turn, ahead),
    ...engagementIn(policy, stage.id),
    drift: driftedParts(turn).map((key) => ({ part: partTitle(key) })),
    receipts: record.receipts,
    remarks: record.remarks,
    problems: [],
    timezone: policy.calendar?.timezone ?? "UTC",
    ...(snapshot.eventsSince === undefined ? {} : { eventsUnread: true as const }),
    ...undeclaredOf(turn),
  };
}

/** Where such bots are refused their issues are not governed, and have no verdict. */
function undeclaredOf({ policy, snapshot: { item } }: Turn): Pick<ItemVerdict, "undeclared"> {
  const isReported = item.kind === "issue" && policy.agents?.undeclared !== "refuse" && isUndeclared(policy, item.author);
  return isReported && item.author ? { undeclared: `${item.author.login}[bot]` } : {};
}

function candidates(turn: Turn, from: string, to: string): ItemVerdict["candidates"] {
  const found = findContract(turn.policy, from, to, turn.snapshot.item);
  if (found.kind === "ambiguous") return { contracts: found.contracts, apply: true };
  return { contracts: turn.policy.contracts.filter((contract) => contract.stage.from === from && contract.stage.to === to), apply: false };
}

function beginningOf(turn: Turn): Pick<ItemVerdict, "beginning"> {
  const contract = turn.record.begun || turn.record.handoff ? null : acceptedContract(turn);
  return contract ? { beginning: { by: roleOf(turn.policy, contract.role.to), signal: contract.begin?.signal ?? null } } : {};
}

/** The address of the form that asks for what is missing, where that is so much that it helps. */
function formOf({ policy, snapshot: { item } }: Turn, ahead: Judgement | null): Pick<ItemVerdict, "form"> {
  if (!ahead || item.kind !== "issue" || skeletonOf(ahead.contract, ahead.gates) === null) return {};
  const file = formFor(ahead.contract, policy);
  const [, list] = /^(https?:\/\/.{1,300}\/issues)\/\d+$/.exec(item.url) ?? [];
  return file === null || list === undefined ? {} : { form: `${list}/new?template=${encodeURIComponent(file)}` };
}

function delegationsOf(turn: Turn, ahead: Judgement | null): Pick<ItemVerdict, "delegations"> {
  const standing = ahead ? standingDelegations(turn, ahead) : [];
  return standing.length === 0 ? {} : { delegations: standing };
}

function dueOf(turn: Turn): ItemVerdict["due"] {
  const standing = runningDeadline(turn);
  return standing && { what: standing.what, at: standing.due, overdue: standing.overdue };
}
