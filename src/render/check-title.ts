import type { PolicyProblem } from "../core/policy/types.js";
import { stopOf } from "../core/record/stop.js";
import type { ItemVerdict, LinkedIssueStanding, PullRequestVerdict, Stop } from "../core/record/verdict.js";
import { bypassedBy } from "../core/record/bypassed.js";
import { shownEmoji } from "../core/basics/names.js";
import { agentTitle } from "./agent-pull.js";
import { contestTitle } from "./contest.js";
import { stepGroups } from "./steps.js";
import { count, join, oneLine } from "./markdown.js";

/** Longest title of a check run that GitHub shows whole. */
export const TITLE_LIMIT = 140;
/** Room for which pull request or issue it is about. */
const PREFIX = 15;
/** As long as a gate may be called: the end of a title is cut, not its words. */
const NAME = 120;

/** The nearest unmet requirement of a pull request in plain text; null when nothing is missing. */
export function unmet(verdict: PullRequestVerdict): string | null {
  switch (verdict.reason.is) {
    case "not_governed":
    case "exempt":
    case "mends_policy":
      return null;
    case "no_issue":
      return verdict.reason.base ? unlinkable(verdict.reason.base) : 'No linked issue: write "Closes #123" in the description';
    case "agents":
      return verdict.agents ? agentTitle(verdict.agents) : null;
    case "policy_broken":
      return policyTitle(verdict.problems);
    case "loosens_policy":
      return loosening(verdict.reason);
    case "loosens_together":
      return `What would be merged loosens the policy in more than its pull requests do (${count(verdict.reason.changes, "change")})`;
    case "breaks_policy":
      return breaking(verdict.reason);
    case "unreadable":
      return `Could not be judged: ${verdict.reason.why}`;
    case "group_unknown":
      return "Not every pull request of this merge group can be found";
    case "issues":
    case "own_contract":
      return firstIssue(verdict.issues) ?? (verdict.own && ownUnmet(verdict.own));
  }
}

function unlinkable({ branch, defaultBranch }: { branch: string; defaultBranch: string }): string {
  return `No linked issue: into ${name(branch)} "Closes #123" makes no link, only into ${name(defaultBranch)}. Link it under Development`;
}

function loosening({ changes, owners, unread }: Extract<PullRequestVerdict["reason"], { is: "loosens_policy" }>): string {
  if (unread !== null) return `What this makes of the policy could not be told: ${unread}`;
  return `This loosens the policy (${count(changes, "change")}): ${join(owners, "or") || "somebody who owns it"} must approve`;
}

function breaking({ first }: Extract<PullRequestVerdict["reason"], { is: "breaks_policy" }>): string {
  return `The policy would not parse${first ? `: ${first.file}:${first.line} ${first.found}` : ""}`;
}

/** Why a pull request passes, in plain text. */
export function passing(verdict: PullRequestVerdict): string {
  const { reason } = verdict;
  if (reason.is === "not_governed") return "Not governed: the policy asks nothing of this pull request";
  if (reason.is === "exempt") return `Exempt: the policy exempts the ${reason.by === "base" ? "branch" : reason.by} ${name(reason.value)}`;
  if (reason.is === "mends_policy") return "Mends the policy, of which no version has parsed so far";
  const allowed = verdict.issues.map((issue) => `${issue.reference} ${standsIn(issue.standing)}`);
  if (verdict.issues.length > 0)
    return `May go on: ${allowed.slice(0, 3).join(", ")}${allowed.length > 3 ? ` and ${allowed.length - 3} more` : ""}`;
  return verdict.own ? ownPassing(verdict.own) : "Nothing is missing";
}

function standsIn(standing: LinkedIssueStanding["standing"]): string {
  if (standing.is !== "allowed") return "is not governed";
  const { stage, forced } = standing;
  return `is in ${name(stage)}${forced ? ` by override${past(forced)}` : ""}`;
}

function past({ by, bypassed }: { by: string[]; bypassed: string[] }): string {
  if (by.length === 0) return "";
  return ` of ${join(by.map((login) => `@${login}`))}, past ${join(bypassed.map(name))}`;
}

function ownPassing(own: ItemVerdict): string {
  const receipt = own.stageBy === "overridden" ? own.receipts.find((one) => one.to === own.stage.id) : undefined;
  if (receipt?.kind === "overridden")
    return `In ${name(own.stage.name)} by override${past({ by: receipt.by.map(({ login }) => login), bypassed: bypassedBy(receipt) })}`;
  if (own.boundary === null) return `In ${name(own.stage.name)}: no stage follows`;
  return `All gates green: ${name(own.contract?.name ?? own.stage.name)}`;
}

/** Where and what is wrong first in a policy that does not parse. */
export function policyTitle(problems: PolicyProblem[]): string {
  const first = problems.find((problem) => problem.severity === "error");
  return first ? `Policy does not parse: ${first.file}:${first.line} ${first.found}` : "Policy does not parse";
}

/** What one linked issue waits for, without its number; null when nothing. */
export function waitsFor(standing: LinkedIssueStanding["standing"]): string | null {
  if (standing.is === "unknown") return `could not be read: ${standing.reason}`;
  if (standing.is === "given_up") return `was closed as ${GIVEN_UP[standing.as]}`;
  if (standing.is === "contested") return `waits: ${contestTitle(standing.contests)}`;
  if (standing.is !== "too_early") return null;
  const { stage, next, redGates, waitingFor, stopped } = standing;
  if (stopped) return `is still in ${name(stage)}: ${stopTitle(stopped)}`;
  const first = redGates[0];
  if (first !== undefined)
    return fitting([
      `is still in ${name(stage)}: ${count(redGates.length, "gate")} to go before ${name(next)}, first ${name(first)}`,
      `is still in ${name(stage)}: first ${name(first)}`,
      `needs: ${name(first)}`,
    ]);
  if (waitingFor !== null) return `is still in ${name(stage)}: waiting for ${name(waitingFor)}'s /ack`;
  return `is still in ${name(stage)}: ${name(next)} is not requested yet`;
}

/** Who stopped a hand-off and why, in plain text. */
function stopTitle({ how, by, reason }: Stop): string {
  const whom = by === null ? "" : ` by @${by}`;
  const why = reason === null ? "" : `: ${reason}`;
  return `${how === "held" ? "held" : "sent back"}${whom}${why}`;
}

/** How an issue that is closed without being done is called on GitHub. */
export const GIVEN_UP = { not_planned: "not planned", duplicate: "a duplicate" } as const;

function firstIssue(issues: LinkedIssueStanding[]): string | null {
  const order = [...issues].toSorted((a, b) => Number(b.standing.is === "unknown") - Number(a.standing.is === "unknown"));
  for (const issue of order) {
    const waits = waitsFor(issue.standing);
    if (waits !== null) return `${issue.reference} ${waits}`;
  }
  return null;
}

function ownUnmet(own: ItemVerdict): string | null {
  if (own.contested !== undefined) return `This pull request waits: ${contestTitle(own.contested)}`;
  const stopped = stopOf(own.handoff);
  if (stopped) return `This pull request is still in ${name(own.stage.name)}: ${stopTitle(stopped)}`;
  const gate = stepGroups(own)[0]?.gates[0];
  if (gate)
    return fitting([`This pull request is in ${name(own.stage.name)}: first ${name(gate.spec.title)}`, `Needed: ${name(gate.spec.title)}`]);
  return own.handoff?.state === "awaiting" ? `This pull request waits for ${name(own.receiver?.id ?? "the receiver")}'s /ack` : null;
}

/** The fullest of the wordings, given from the fullest to the shortest, in which an author's words are not cut. */
function fitting(wordings: readonly string[]): string {
  return wordings.find((words) => words.length <= TITLE_LIMIT - PREFIX) ?? wordings.at(-1) ?? "";
}

function name(text: string): string {
  return oneLine(shownEmoji(text), NAME);
}
