import type { Known } from "../basics/known.js";
import { z } from "zod";
import type { IssueRef, Snapshot } from "../facts/snapshot.js";
import type { Finding } from "../findings/findings.js";
import type { Moment } from "../facts/moment.js";
import { defineCheck, type CheckContext, type CheckResult } from "./define.js";
import { broken, fail, note, pass, problem } from "./results.js";
import { largest } from "../basics/largest.js";

const params = z.strictObject({});
type Params = z.output<typeof params>;

/** Nothing open stands in the way. */
export const noBlockers = defineCheck<Params>({
  kind: "no_blockers",
  summary: 'Passes when no "blocked by" dependency and no sub-issue is open; what is unknown counts as blocked.',
  params,
  content: false,
  reads: () => [],
  needs: () => [{ kind: "blocked_by" }, { kind: "sub_issues" }],
  example: {
    params: {},
    good: "",
    bad: "",
    facts: {
      good: { blocked_by: [], sub_issues: [] },
      bad: { blocked_by: [{ issue: "#7", title: "Move the warehouse", state: "open", reason: "completed" }], sub_issues: [] },
    },
  },
  run: judge,
});

/** An open blocker is certain even when the other list could not be read. */
function judge(_given: Params, { snapshot }: CheckContext): CheckResult {
  const home = `${snapshot.repository.owner}/${snapshot.repository.name}`;
  const open = [...openOf(snapshot.blockedBy, "blocked_by", home), ...openOf(snapshot.subIssues, "sub_issue_open", home)];
  const unknown = [...unknownOf(snapshot.blockedBy, "dependencies"), ...unknownOf(snapshot.subIssues, "sub-issues")];
  if (unknown.length > 0) return broken([...unknown, ...open]);
  return open.length > 0 ? fail(open) : pass([note({ code: "nothing_blocks" })], lastClosed(snapshot));
}

/** When the last of them was closed, as far as GitHub dates it; only time can tell a comment from before it. */
function lastClosed({ blockedBy, subIssues }: Pick<Snapshot, "blockedBy" | "subIssues">): Moment | undefined {
  const closed = [blockedBy, subIssues].flatMap((issues) => (issues.known ? issues.value.map((issue) => issue.closedAt) : []));
  const dated = closed.filter((at) => at !== null);
  if (dated.length === 0 || dated.length < closed.length) return undefined;
  return { at: largest(dated), afterComment: Number.MAX_SAFE_INTEGER };
}

/** Takes an issue and the repository we speak in; returns its title, empty for one elsewhere: that is for those who can read there. */
export function shownTitle(issue: IssueRef, home: string): string {
  return issue.repository.toLowerCase() === home.toLowerCase() ? issue.title : "";
}

function openOf(issues: Known<IssueRef[]>, code: "blocked_by" | "sub_issue_open", home: string): Finding[] {
  if (!issues.known) return [];
  return issues.value.flatMap((issue) =>
    issue.state === "open" ? [problem({ code, reference: referenceTo(issue), title: shownTitle(issue, home) })] : [],
  );
}

function unknownOf(issues: Known<IssueRef[]>, fact: "dependencies" | "sub-issues"): Finding[] {
  return issues.known ? [] : [problem({ code: "fact_unknown", fact, reason: issues.reason })];
}

/** `owner/name#12` */
export function referenceTo(issue: { repository: string; number: number }): string {
  return `${issue.repository}#${issue.number}`;
}
