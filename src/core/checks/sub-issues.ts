import { proves } from "../facts/elsewhere.js";
import { z } from "zod";
import type { IssueRef } from "../facts/snapshot.js";
import type { Moment } from "../facts/moment.js";
import { defineCheck, type CheckContext, type CheckResult } from "./define.js";
import { referenceTo, shownTitle } from "./no-blockers.js";
import { count } from "./params.js";
import { broken, fail, note, pass, problem } from "./results.js";

const params = z.strictObject({
  min: count(1).optional().describe("Fewest sub-issues that were completed; when left out, none may be open."),
});
type Params = z.output<typeof params>;

/** The sub-issues are done. One that was closed as not planned or as a duplicate is given up: it neither counts nor stands in the way. */
export const subIssues = defineCheck<Params>({
  kind: "sub_issues",
  summary:
    "Passes when every sub-issue is closed as completed, or at least `min` are. One closed as not planned or as a duplicate neither counts nor stands in the way, nor does one that was closed in a repository that is not trusted; without any completed one it fails.",
  params,
  content: false,
  reads: () => [],
  needs: () => [{ kind: "sub_issues" }],
  stricter: { min: "more" },
  example: {
    params: {},
    good: "",
    bad: "",
    facts: {
      good: { sub_issues: [{ issue: "#21", title: "Hide small cells", state: "closed", reason: "completed" }] },
      bad: {
        sub_issues: [
          { issue: "#21", title: "Hide small cells", state: "closed", reason: "completed" },
          { issue: "#22", title: "Write the notes", state: "open", reason: "completed" },
        ],
      },
    },
  },
  run: judge,
});

function judge({ min }: Params, { snapshot }: CheckContext): CheckResult {
  const { subIssues: found, repository } = snapshot;
  if (!found.known) return broken(problem({ code: "fact_unknown", fact: "sub-issues", reason: found.reason }));
  if (found.value.length === 0) return fail(problem({ code: "sub_issues_missing" }));
  const home = `${repository.owner}/${repository.name}`;
  const said = (issue: IssueRef) => ({ reference: referenceTo(issue), title: shownTitle(issue, home) });
  const open = found.value.filter((issue) => issue.state === "open");
  const closed = found.value.filter((issue) => issue.state === "closed");
  const trusted = closed.filter((issue) => proves(issue.repository, snapshot));
  const done = trusted.filter(isCompleted);
  const givenUp = trusted.filter((issue) => !isCompleted(issue));
  const untrusted = closed
    .filter((issue) => !trusted.includes(issue))
    .map((issue) => note({ code: "sub_issue_untrusted", reference: referenceTo(issue) }));
  const [counted, total] = [done.length, found.value.length];
  const dropped = [...givenUp.map((issue) => note({ code: "sub_issue_given_up", ...said(issue) })), ...untrusted];
  const enough = min === undefined ? open.length === 0 && counted > 0 : counted >= min;
  if (enough) return pass([note({ code: "sub_issues_counted", counted, total }), ...dropped], completedAt(found.value, done, min));
  const summary = problem({ code: "sub_issues_too_few", counted, total, min: min ?? Math.max(1, counted + open.length) });
  return fail([summary, ...open.map((issue) => problem({ code: "sub_issue_open", ...said(issue) })), ...dropped]);
}

/** GitHub gave no reason for closing before it had some: that was completing. */
function isCompleted({ state, stateReason }: IssueRef): boolean {
  return state === "closed" && stateReason !== "not_planned" && stateReason !== "duplicate";
}

/** When the one that completed the number was closed; only time can tell a comment from before it. */
function completedAt(every: readonly IssueRef[], done: readonly IssueRef[], min: number | undefined): Moment | undefined {
  const closed = (min === undefined ? every : done).map((issue) => issue.closedAt).filter((at) => at !== null);
  const at = closed.toSorted((a, b) => a - b)[(min ?? every.length) - 1];
  return at === undefined ? undefined : { at, afterComment: Number.MAX_SAFE_INTEGER };
}
