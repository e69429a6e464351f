import { originsOf } from "../core/policy/organisation/origins.js";
import type { PolicyProblem } from "../core/policy/types.js";
import { concludePolicyPull, ownersOf, type PolicyPull } from "../core/pulls/policy-change.js";
import type { ItemsAfterMerge } from "../core/pulls/items-after-merge.js";
import type { Annotation, CheckRun } from "../core/facts/writes.js";
import { OUTPUT_LIMIT, RECHECK } from "./check-run.js";
import { policyTitle, TITLE_LIMIT } from "./check-title.js";
import { renderChanges } from "./changes.js";
import { fitting, type Detail } from "./detail.js";
import { inert } from "./inert.js";
import { renderOrigins } from "./origins.js";
import { problemList } from "./problems.js";
import { isTouched, renderItemsAfterMerge, renderUnjudged, unjudgedTitle } from "./pull-items.js";
import { count, join, oneLine, plain } from "./markdown.js";

/** Where a pull request's check is posted. */
export interface PullWhere {
  headSha: string;
  externalId: string;
}

/** What the check `baton/contracts` of a pull request tells. */
export interface PolicyPullReport extends ItemsAfterMerge {
  pull: PolicyPull;
  /** Other pull requests with the same commit that loosen the policy and are not approved. */
  others: number[];
}

const NAME = "baton/contracts";
const MOST_ANNOTATIONS = 500;

/** The check run `baton/contracts` of a pull request that touches the policy: what is wrong in it, what it loosens and tightens, and whom that concerns. */
export function renderPolicyPull(report: PolicyPullReport, where: PullWhere): CheckRun {
  const { pull } = report;
  const held = report.others.length > 0 && !pull.observe && concludePolicyPull(pull) === "success";
  const untold = report.unjudged.length > 0 && !pull.observe;
  return checkRun(where, {
    conclusion: untold ? "failure" : held ? "action_required" : concludePolicyPull(pull),
    title: `${pull.observe ? "Only observing: " : ""}${title(report, held)}`,
    summary: (detail) => summary(report, detail),
    text: (detail) => details(pull, detail),
    annotations: annotationsOf(pull.problems),
  });
}

/** The check run on a commit that a policy check was posted on, when nothing in it touches the policy any more. */
export function renderUntouchedPolicy(where: PullWhere): CheckRun {
  const words = "This pull request does not touch the policy";
  return checkRun(where, { conclusion: "success", title: words, summary: () => `${words}.`, text: () => "", annotations: [] });
}

interface Parts {
  conclusion: CheckRun["conclusion"];
  title: string;
  summary(detail: Detail): string;
  text(detail: Detail): string;
  annotations: Annotation[];
}

function checkRun({ headSha, externalId }: PullWhere, parts: Parts): CheckRun {
  const fits = (text: string) => Buffer.byteLength(text) <= OUTPUT_LIMIT;
  const output = {
    title: oneLine(parts.title, TITLE_LIMIT),
    summary: fitting(parts.summary, fits),
    text: fitting(parts.text, fits),
    annotations: parts.annotations,
  };
  return { name: NAME, headSha, externalId, conclusion: parts.conclusion, detailsUrl: null, output, actions: [RECHECK] };
}

function title({ pull, others, unjudged }: PolicyPullReport, held: boolean): string {
  const { unread, changes, problems, unapproved } = pull;
  if (unread !== null) return `What this makes of the policy could not be told: ${unread}`;
  if (pull.onlyIgnored)
    return `Changes no policy: ${problems.length === 1 ? "a file that looks like it is" : "files that look like it are"} never read`;
  const error = problems.find(({ severity }) => severity === "error");
  if (changes === null) return policyTitle(problems);
  if (error) return `The policy has an error: ${error.file}:${error.line} ${error.found}`;
  const untold = unjudgedTitle(unjudged);
  if (untold !== null) return untold;
  if (unapproved.length > 0)
    return `Loosens the policy (${count(unapproved.length, "change")}): ${join(ownersOf(unapproved), "or")} must approve`;
  if (held) return `Pull request #${others[0]} with the same commit loosens the policy`;
  if (!pull.inForce) return "Mends the policy: none was in force that this could loosen";
  const loosened = changes.filter(({ effect }) => effect === "loosened").length;
  if (loosened > 0) return `Loosens the policy (${count(loosened, "change")}), approved by ${join(pull.approvedBy, "and")}`;
  return changes.length === 0 ? "Nothing that the policy demands changes" : `${count(changes.length, "change")}, and nothing is loosened`;
}

function summary({ pull, items, leftOut, unjudged }: PolicyPullReport, detail: Detail): string {
  const { changes, problems, observe } = pull;
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const parts = [
    observe ? "**Baton observes here**: this check passes whatever it finds." : "",
    pull.unread === null
      ? ""
      : `What is in the files could not be read (${inert(pull.unread)}), and is not passed for that. Re-check tries again.`,
    errors === 0
      ? ""
      : `**${count(errors, "error")}** in the policy as it would be; until mended, ${pull.inForce ? "the policy in force would stay as it is" : "none is in force"}.`,
    approvalWords(pull),
    renderUnjudged(unjudged),
    changes === null || !pull.inForce ? "" : renderChanges(changes, detail),
    items.some(isTouched) || leftOut > 0 ? renderItemsAfterMerge(items, leftOut, detail) : "",
  ];
  return (
    parts.filter((part) => part !== "").join("\n\n") ||
    `${plain(pull.inForce ? "Nothing changes" : "The policy would parse, for the first time")}.`
  );
}

function details({ problems, after }: PolicyPull, detail: Detail): string {
  const parts = [problems.length === 0 ? "" : problemList(problems, detail), after ? renderOrigins(originsOf(after), detail) : ""];
  return parts.filter((part) => part !== "").join("\n\n");
}

function approvalWords({ unapproved, approvedBy, unheld }: PolicyPull): string {
  if (unapproved.length === 0) return approvedBy.length === 0 ? "" : `What it loosens is approved by ${join(approvedBy.map(inert))}.`;
  const who = join(ownersOf(unapproved).map(inert), "or");
  const nobody =
    unheld.length === 0 ? "" : ` Nobody holds ${join(unheld.map(inert), "or")}: an administrator can merge this past the check.`;
  return `A member of ${who} must approve the newest commit of this pull request, other than its author. Who they are, the default branch says.${nobody}`;
}

// What the organisation's files say is nothing that this pull request could show a line of.
function annotationsOf(problems: readonly PolicyProblem[]): Annotation[] {
  const own = problems.filter(({ file }) => !file.startsWith(".github:"));
  return own.slice(0, MOST_ANNOTATIONS).map(({ file, line, column, found, needed, fix, severity, rule }) => ({
    path: file,
    line,
    column,
    level: severity === "error" ? "failure" : "warning",
    title: rule ?? "policy",
    message: [`Found ${found}.`, `Needed: ${needed}.`, fix ?? ""].join(" ").trim(),
  }));
}
