import { redGates } from "../judging/judgement.js";
import type { Known } from "../basics/known.js";
import { isObserving } from "../handoff/evaluate.js";
import { exemptionOf, isUntouchedSince, type Exemption, type PullCommit } from "./exemption.js";
import { ownersOf, type PolicyPull } from "./policy-change.js";
import { isWaiting, type AgentStanding } from "../record/agent-standing.js";
import { bypassedBy } from "../record/bypassed.js";
import type { ItemRecord } from "../record/record.js";
import { stopOf } from "../record/stop.js";
import type { Policy, PolicyProblem } from "../policy/types.js";
import type { IssueRef, Snapshot } from "../facts/snapshot.js";
import type { ItemVerdict, LinkedIssueStanding, PullRequestVerdict } from "../record/verdict.js";

type Found = LinkedIssueStanding["standing"];

/** What is known of a linked issue: its record, or why there is none. */
export type IssueKnowledge =
  | { is: "known"; record: ItemRecord; redGates: string[] }
  | { is: "not_governed" }
  | { is: "unknown"; reason: string };

/** So many issues of one pull request are watched: what it rests on has a bound, too (`MOST_KEYS`). */
const MOST_ISSUES = 100;

/** Takes the issues that a pull request closes; returns those that are watched, and what is to be said of the rest: what nobody watches is no pass. */
export function watchedIssues(issues: readonly IssueRef[]): { watched: IssueRef[]; beyond: LinkedIssueStanding[] } {
  const watched = issues.slice(0, MOST_ISSUES);
  if (issues.length <= MOST_ISSUES) return { watched, beyond: [] };
  const reason = `a pull request may close ${MOST_ISSUES} issues, and this closes ${issues.length}: split it`;
  return { watched, beyond: [{ reference: "the rest", url: "", title: "", standing: { is: "unknown", reason } }] };
}

/** How a linked issue stands towards the stages in which its pull requests may merge. */
export function standingOf(issue: IssueRef, knowledge: IssueKnowledge, policy: Policy, home: string): LinkedIssueStanding {
  const reference = issue.repository.toLowerCase() === home.toLowerCase() ? `#${issue.number}` : `${issue.repository}#${issue.number}`;
  return {
    reference,
    url: issue.url,
    title: issue.repository.toLowerCase() === home.toLowerCase() ? issue.title : "",
    standing: standing(issue, knowledge, policy, issue.repository.toLowerCase() === home.toLowerCase()),
  };
}

function standing(
  { state, stateReason }: IssueRef,
  knowledge: IssueKnowledge,
  policy: Policy,
  isHome: boolean,
): LinkedIssueStanding["standing"] {
  if (knowledge.is !== "known") return knowledge;
  const { stage, handoff } = knowledge.record;
  if (stage === null) return { is: "not_governed" };
  // Somebody decided against this work, or to do it elsewhere: no stage it was in speaks for it any more.
  if (state === "closed" && (stateReason === "not_planned" || stateReason === "duplicate")) return { is: "given_up", as: stateReason };
  const name = stageName(policy, stage);
  if (knowledge.record.contested !== undefined) return { is: "contested", stage: name, contests: knowledge.record.contested };
  if (policy.pullRequests.allowedStages.includes(stage)) return { is: "allowed", stage: name, ...forcedInto(knowledge.record, isHome) };
  const awaiting = handoff?.state === "awaiting";
  const contract = policy.contracts.find((candidate) => candidate.id === handoff?.contract);
  return {
    is: "too_early",
    stage: name,
    next: stageName(policy, handoff?.to ?? nextAllowed(policy, stage)),
    needsPerson: awaiting,
    redGates: awaiting ? [] : knowledge.redGates,
    waitingFor: awaiting ? (contract?.acknowledge.by ?? null) : null,
    ...stoppedBy(handoff, isHome),
  };
}

function forcedInto({ stage, stageBy, receipts }: ItemRecord, isHome: boolean): Pick<Extract<Found, { is: "allowed" }>, "forced"> {
  const receipt = stageBy === "overridden" ? receipts.find((one) => one.to === stage) : undefined;
  if (receipt?.kind !== "overridden") return {};
  // Who and what is another repository's to tell.
  return { forced: isHome ? { by: receipt.by.map(({ login }) => login), bypassed: bypassedBy(receipt) } : { by: [], bypassed: [] } };
}

function stoppedBy(handoff: ItemRecord["handoff"], isHome: boolean): Pick<Extract<Found, { is: "too_early" }>, "stopped"> {
  const found = stopOf(handoff);
  if (found === null) return {};
  return { stopped: isHome ? found : { how: found.how, by: null, reason: null } };
}

function stageName(policy: Policy, id: string): string {
  return policy.lifecycle.stages.find((stage) => stage.id === id)?.name ?? id;
}

function nextAllowed(policy: Policy, stage: string): string {
  const ids = policy.lifecycle.stages.map((candidate) => candidate.id);
  return (
    ids.slice(ids.indexOf(stage) + 1).find((id) => policy.pullRequests.allowedStages.includes(id)) ??
    policy.pullRequests.allowedStages[0] ??
    stage
  );
}

/** What a pull request's verdict rests on. */
export interface PullRequestInput {
  snapshot: Snapshot;
  policy: Policy;
  problems: PolicyProblem[];
  issues: LinkedIssueStanding[];
  own: ItemVerdict | null;
  /** What it would make of the policy; null when it leaves the policy alone. */
  policyPull: PolicyPull | null;
  /** What agents mean for it; null or left out where none made it. */
  agents?: AgentStanding | null;
  /** Read where `asksForCommits` says so. */
  commits?: Known<PullCommit[]>;
}

/** Decides the check run of one pull request. An unknown issue, like a broken policy, is never a pass. */
export function judgePullRequest(input: PullRequestInput): PullRequestVerdict {
  const { snapshot, policy, issues, own } = input;
  const exemption = exemptionOf(snapshot, policy, input.commits);
  const { conclusion, reason, observe } = concludeWith(
    weakeningOf(input),
    concludeAgents(input, conclude(input, exemption.exempt)),
    isObserved(input),
  );
  return {
    number: snapshot.item.number,
    itemId: snapshot.item.nodeId,
    conclusion,
    observe,
    reason,
    issues,
    edits: snapshot.item.editCount,
    allowedStages: policy.pullRequests.allowedStages.map((id) => stageName(policy, id)),
    own,
    problems: input.problems,
    ...(input.agents && { agents: input.agents }),
    ...(exemption.lost === undefined ? {} : { lostExemption: exemption.lost }),
  };
}

// An old pull request is only reported, until somebody adds to it.
function isObserved({ snapshot, policy, commits }: PullRequestInput): boolean {
  return isObserving({ policy, snapshot }) && (policy.enforcement === "observe" || isUntouchedSince(snapshot, policy, commits));
}

type Conclusion = Pick<PullRequestVerdict, "conclusion" | "reason">;
type Weakening = Extract<PullRequestVerdict["reason"], { is: "loosens_policy" | "breaks_policy" }>;

// What leaves a radius is told before anything else: no hand-off and no exemption lifts it. What waits for a word is told after what fails.
function concludeAgents({ agents }: PullRequestInput, found: Conclusion): Conclusion {
  const refusals = agents?.refusals ?? [];
  if (refusals.length === 0) return found;
  if (!refusals.every(isWaiting)) return { conclusion: "failure", reason: { is: "agents" } };
  return found.conclusion === "failure" ? found : { conclusion: "action_required", reason: { is: "agents" } };
}

// A failure is told first: there is more to do than to approve. An old pull request is only reported, but what it does to the policy is not old.
function concludeWith(weakening: Weakening | null, found: Conclusion, observe: boolean): Conclusion & { observe: boolean } {
  const conclusion = observe ? "success" : found.conclusion;
  if (weakening === null || conclusion === "failure") return { conclusion, reason: found.reason, observe };
  return { conclusion: weakening.is === "breaks_policy" ? "failure" : "action_required", reason: weakening, observe: false };
}

function weakeningOf({ policyPull, policy }: PullRequestInput): Weakening | null {
  if (policyPull === null || policy.enforcement === "observe") return null;
  const { unapproved, unread, changes, problems } = policyPull;
  // The last good policy would stay in force. But an old branch may break what the merge, which takes both sides' lines, does not.
  if (unread === null && changes === null) return { is: "breaks_policy", first: firstError(problems) };
  if (unapproved.length === 0 && unread === null) return null;
  return { is: "loosens_policy", changes: unapproved.length, owners: ownersOf(unapproved), unread };
}

/** The first error among problems with a policy, in short; null when there is none. */
export function firstError(problems: readonly PolicyProblem[]): Extract<Weakening, { is: "breaks_policy" }>["first"] {
  const found = problems.find(({ severity }) => severity === "error");
  return found ? { file: found.file, line: found.line, found: found.found } : null;
}

function conclude({ snapshot, policy, issues, own }: PullRequestInput, exemption: Exemption["exempt"]): Conclusion {
  if (exemption?.by === "base") return { conclusion: "success", reason: exemption };
  const ownConclusion = concludeOwn(own);
  if (ownConclusion !== null && ownConclusion !== "success") return { conclusion: ownConclusion, reason: { is: "own_contract" } };
  if (exemption) return { conclusion: "success", reason: exemption };
  const governed = issues.filter((issue) => issue.standing.is !== "not_governed");
  if (governed.length === 0) return withoutIssue(snapshot, policy, ownConclusion);
  return { conclusion: worst(governed.map(concludeIssue)), reason: { is: "issues" } };
}

function withoutIssue({ repository, item }: Snapshot, policy: Policy, own: "success" | null): Conclusion {
  const branch = item.pullRequest?.baseRef ?? repository.defaultBranch;
  const base = branch === repository.defaultBranch ? {} : { base: { branch, defaultBranch: repository.defaultBranch } };
  if (policy.pullRequests.requireIssue) return { conclusion: "failure", reason: { is: "no_issue", ...base } };
  return { conclusion: "success", reason: own === null ? { is: "not_governed" } : { is: "own_contract" } };
}

function concludeIssue({ standing: found }: LinkedIssueStanding): PullRequestVerdict["conclusion"] {
  if (found.is === "allowed" || found.is === "not_governed") return "success";
  return found.is === "too_early" && found.needsPerson ? "action_required" : "failure";
}

function concludeOwn(own: ItemVerdict | null): PullRequestVerdict["conclusion"] | null {
  if (own === null || own.observe) return null;
  if (own.contested !== undefined) return "failure";
  if (own.contract === null && own.handoff === null) return null;
  if (own.handoff?.state === "awaiting") return "action_required";
  if (own.handoff !== null) return onlyPeopleMissing(own) ? "action_required" : "failure";
  return own.boundary === null || own.green ? "success" : onlyPeopleMissing(own) ? "action_required" : "failure";
}

function onlyPeopleMissing(own: ItemVerdict): boolean {
  const red = redGates(own);
  return own.handoff?.state !== "rejected" && red.length > 0 && red.every((gate) => gate.outcome === "pending");
}

function worst(conclusions: readonly PullRequestVerdict["conclusion"][]): PullRequestVerdict["conclusion"] {
  if (conclusions.includes("failure")) return "failure";
  return conclusions.includes("action_required") ? "action_required" : "success";
}
