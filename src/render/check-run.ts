import { shownEmoji } from "../core/basics/names.js";
import { stopOf } from "../core/record/stop.js";
import type { ItemVerdict, LinkedIssueStanding, PullRequestVerdict, Stop } from "../core/record/verdict.js";
import type { CheckRun } from "../core/facts/writes.js";
import { GIVEN_UP, passing, TITLE_LIMIT, unmet, waitsFor } from "./check-title.js";
import { agentLines } from "./agent-pull.js";
import { contestWords } from "./contest.js";
import { fitting } from "./detail.js";
import type { Detail } from "./detail.js";
import { renderGateTable } from "./gates.js";
import { inert } from "./inert.js";
import { problemList } from "./problems.js";
import { renderSteps } from "./steps.js";
import { bounded, cell, count, join, oneLine, person } from "./markdown.js";
import { policyWords } from "./policy-words.js";

/** Longest summary or text, in bytes; GitHub refuses a check run above 65,535, and a refused one never concludes. */
export const OUTPUT_LIMIT = 65_000;
/** The button that every check of ours has. */
export const RECHECK = { label: "Re-check", description: "Read the issue and the contract again", identifier: "recheck" };
const SEVERITY = { success: 0, action_required: 1, failure: 2 } as const;

/** Where a check run is posted. */
export interface CheckWhere {
  headSha: string;
  detailsUrl: string | null;
}

/** The check run `baton` of one pull request. */
export function renderPullRequestCheck(verdict: PullRequestVerdict, where: CheckWhere): CheckRun {
  return run(verdict.itemId, concluded(verdict), titleOf(verdict), [verdict], where);
}

/** The check run `baton` of a commit that is the head of several pull requests: the worst of them, by number. Throws a RangeError for none. */
export function renderCommitCheck(verdicts: PullRequestVerdict[], where: CheckWhere): CheckRun {
  const worst = worstOf(verdicts);
  const title = verdicts.length > 1 ? `PR #${worst.number}: ${titleOf(worst)}` : titleOf(worst);
  return run(worst.itemId, concluded(worst), title, worstFirst(verdicts, worst), where);
}

/** The check run `baton` of a merge-queue commit. A group without a pull request is a failure: nothing proves that it may merge. */
export function renderMergeGroupCheck(verdicts: PullRequestVerdict[], where: CheckWhere): CheckRun {
  const id = `merge_group:${where.headSha}`;
  if (verdicts.length === 0) return run(id, "failure", "No pull request was found in this merge group", [], where);
  const worst = worstOf(verdicts);
  const title =
    concluded(worst) === "success" && !worst.observe
      ? `${count(verdicts.length, "pull request")} may merge`
      : worst.reason.is === "group_unknown"
        ? titleOf(worst)
        : `PR #${worst.number}: ${titleOf(worst)}`;
  return run(id, concluded(worst), title, worstFirst(verdicts, worst), where);
}

/** The verdict with the worst conclusion (failure, then action_required, then success); the first of equals. Throws a RangeError for none. */
export function worstOf(verdicts: PullRequestVerdict[]): PullRequestVerdict {
  const [first, ...rest] = verdicts;
  if (!first) throw new RangeError("a commit without pull requests has no verdict");
  return rest.reduce((worst, one) => (SEVERITY[concluded(one)] > SEVERITY[concluded(worst)] ? one : worst), first);
}

function concluded(verdict: PullRequestVerdict): CheckRun["conclusion"] {
  return verdict.observe ? "success" : verdict.conclusion;
}

function titleOf(verdict: PullRequestVerdict): string {
  const missing = unmet(verdict);
  if (verdict.observe) return `Only observing: ${missing === null ? passing(verdict) : `would not pass. ${missing}`}`;
  return verdict.conclusion === "success" ? passing(verdict) : (missing ?? "A requirement is not met; see the details");
}

function worstFirst(verdicts: PullRequestVerdict[], worst: PullRequestVerdict): PullRequestVerdict[] {
  return [worst, ...verdicts.filter((one) => one !== worst)];
}

function run(
  externalId: string,
  conclusion: CheckRun["conclusion"],
  title: string,
  verdicts: PullRequestVerdict[],
  where: CheckWhere,
): CheckRun {
  const small = (text: string) => Buffer.byteLength(text) <= OUTPUT_LIMIT;
  const output = {
    title: oneLine(title, TITLE_LIMIT),
    summary: fitting((detail) => each(verdicts, detail, summary) || policyWords(title), small),
    text: fitting((detail) => each(verdicts, detail, gateText), small),
  };
  return { name: "baton", headSha: where.headSha, externalId, conclusion, detailsUrl: where.detailsUrl, output, actions: [RECHECK] };
}

function each(verdicts: PullRequestVerdict[], detail: Detail, write: (verdict: PullRequestVerdict, detail: Detail) => string): string {
  const parts = verdicts.slice(0, detail.entries).map((verdict) => {
    const body = write(verdict, detail);
    return body === "" || verdicts.length === 1 ? body : `### Pull request ${verdict.number}\n\n${body}`;
  });
  const hidden = verdicts.length - parts.length;
  return [...parts, ...(hidden > 0 ? [`and ${count(hidden, "more pull request")}`] : [])].filter((part) => part !== "").join("\n\n");
}

function summary(verdict: PullRequestVerdict, detail: Detail): string {
  const missing = unmet(verdict);
  const parts = [
    verdict.observe ? "**Baton observes here**: this check passes whatever it finds." : "",
    missing === null ? `${policyWords(passing(verdict))}.` : "",
    verdict.reason.is === "unreadable"
      ? `Baton could not read what it needs (${inert(verdict.reason.why)}), and does not pass what it cannot read. It tries again by itself; Re-check tries at once.`
      : "",
    verdict.agents ? agentLines(verdict.agents, detail) : "",
    lostExemption(verdict),
    verdict.reason.is === "group_unknown"
      ? `Baton passes no merge group that it does not know whole (${inert(verdict.reason.why)}). It looks again by itself for a while. If this stays red, take the pull requests out of the queue and put them in again.`
      : "",
    verdict.reason.is === "no_issue" ? `${howToLink(verdict.reason)}${allowed(verdict)}` : "",
    verdict.reason.is === "loosens_policy" ? looseningSteps(verdict.reason) : "",
    verdict.reason.is === "loosens_together"
      ? "Nobody was asked to approve that. Update the branches of the pull requests that touch the policy, and merge them one at a time."
      : "",
    verdict.reason.is === "breaks_policy" ? breakingSteps(verdict.reason) : "",
    issueSteps(verdict, detail),
    verdict.own?.contested ? contestWords(verdict.own.contested, verdict.own.timezone, detail) : "",
    verdict.own ? ownStop(verdict.own, detail) : "",
    verdict.own && missing !== null ? renderSteps(verdict.own, detail) : "",
    verdict.reason.is === "policy_broken"
      ? "No version of the policy has parsed so far. A pull request with which it parses passes this check."
      : "",
    verdict.problems.length > 0 ? `**The policy needs mending**\n${problemList(verdict.problems, detail)}` : "",
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function howToLink({ base }: Extract<PullRequestVerdict["reason"], { is: "no_issue" }>): string {
  if (base === undefined) return "Link the issue this works on: write `Closes #123` in the description.";
  const branch = inert(base.branch);
  return `GitHub makes no link of a closing word in a pull request into ${branch}, only in one into the default branch, ${inert(base.defaultBranch)}. Link the issue this works on by hand, under **Development** beside this conversation. Whoever keeps the policy can exempt pull requests into ${branch} with \`exempt: { base: [...] }\`.`;
}

function ownStop({ handoff }: ItemVerdict, detail: Detail): string {
  const stopped = stopOf(handoff);
  if (stopped === null) return "";
  const next =
    stopped.how === "held"
      ? "It goes on with `/unhold`."
      : "A change to what the contract reads asks again by itself; to answer without one, comment `/handoff`.";
  return `${stopWords(stopped, detail)} ${next}`;
}

/** Who stopped it and why, as a sentence that begins with the person. */
function stopWords({ how, by, reason }: Stop, detail: Detail): string {
  const why = reason === null ? "" : `: ${bounded(inert(reason), detail.sentence)}`;
  return `${by === null ? "Somebody" : person(by)} ${how === "held" ? "holds this" : "sent this back"}${why}.`;
}

function lostExemption({ lostExemption: lost }: PullRequestVerdict): string {
  if (lost === undefined) return "";
  const why =
    lost.commit === null
      ? "its commits could not be read whole"
      : `commit ${inert(lost.commit.slice(0, 12))} is not theirs, as far as GitHub tells`;
  return `The policy exempts pull requests of ${inert(lost.author)}, but not what others add to them: ${why}.`;
}

function looseningSteps({ owners }: Extract<PullRequestVerdict["reason"], { is: "loosens_policy" }>): string {
  const who =
    owners.length === 0 ? "" : ` A member of ${join(owners.map(inert), "or")} must approve the newest commit, and not its author.`;
  return `A pull request cannot weaken the gate that judges it.${who} The check \`baton/contracts\` says what changes.`;
}

function breakingSteps({ first }: Extract<PullRequestVerdict["reason"], { is: "breaks_policy" }>): string {
  const found = first === null ? "" : ` Found ${inert(first.found)} in ${inert(`${first.file}:${first.line}`)}.`;
  return `With this pull request the policy would not parse, and what it weakens cannot be told.${found} Mend it, or update a branch that is behind the default branch. The check \`baton/contracts\` says every line.`;
}

function issueSteps(verdict: PullRequestVerdict, detail: Detail): string {
  const open = verdict.issues.filter((issue) => waitsFor(issue.standing) !== null);
  if (open.length === 0) return "";
  const lines = open.slice(0, detail.steps).map((issue, i) => `${i + 1}. ${link(issue)} ${issueWords(issue, detail)}`);
  const hidden = open.length - lines.length;
  return `**Next**\n${lines.join("\n")}${hidden > 0 ? `\n\nand ${count(hidden, "more issue")}` : ""}${allowed(verdict)}`;
}

function issueWords(issue: LinkedIssueStanding, detail: Detail): string {
  const { standing } = issue;
  if (standing.is === "given_up") return `was closed as ${GIVEN_UP[standing.as]}; reopen it, or link the issue that this works on instead`;
  if (standing.is === "contested")
    return `is in **${policyWords(standing.stage)}**, and waits. ${contestWords(standing.contests, "UTC", detail)}`;
  if (standing.is !== "too_early") return `could not be judged: ${standing.is === "unknown" ? inert(standing.reason) : ""}`;
  if (standing.stopped)
    return `is in **${policyWords(standing.stage)}**, and does not go on. ${stopWords(standing.stopped, detail)} Answer it there`;
  const gates = standing.redGates.slice(0, detail.findings).map(policyWords).join(", ");
  const hidden = standing.redGates.length - Math.min(standing.redGates.length, detail.findings);
  if (gates !== "")
    return `is in **${policyWords(standing.stage)}**; before **${policyWords(standing.next)}** it needs: ${gates}${hidden > 0 ? ` and ${hidden} more` : ""}`;
  if (standing.waitingFor !== null)
    return `is in **${policyWords(standing.stage)}**; ${inert(standing.waitingFor)} must \`/ack\` it for **${policyWords(standing.next)}**`;
  return `is in **${policyWords(standing.stage)}**; request **${policyWords(standing.next)}** there (its label, or \`/handoff\`)`;
}

function allowed(verdict: PullRequestVerdict): string {
  return verdict.allowedStages.length === 0 ? "" : `\n\nAllowed stages: ${verdict.allowedStages.slice(0, 20).map(policyWords).join(", ")}.`;
}

/** The address comes from GitHub; anything that could end the link early is shown without one. */
function link(issue: LinkedIssueStanding): string {
  const words = inert(`${issue.reference} ${shownEmoji(issue.title)}`);
  return /^https?:\/\/[\w.:/-]{1,300}$/.test(issue.url) ? `[${words}](${issue.url})` : words;
}

function gateText(verdict: PullRequestVerdict, detail: Detail): string {
  const rows = verdict.issues
    .slice(0, detail.steps)
    .map(
      (issue) =>
        `| ${issue.standing.is === "allowed" || issue.standing.is === "not_governed" ? "✅" : "❌"} | ${cell(link(issue))} | ${cell(bounded(standingWords(issue), detail.sentence))} |`,
    );
  const issues = rows.length === 0 ? "" : ["| | Issue | Stage |", "|---|---|---|", ...rows].join("\n");
  return [issues, verdict.own ? renderGateTable(verdict.own.gates, detail) : ""].filter((part) => part !== "").join("\n\n");
}

function standingWords({ standing }: LinkedIssueStanding): string {
  if (standing.is === "not_governed") return "not governed";
  if (standing.is === "unknown") return "unknown";
  if (standing.is === "given_up") return `closed as ${GIVEN_UP[standing.as]}`;
  return policyWords(standing.stage);
}
