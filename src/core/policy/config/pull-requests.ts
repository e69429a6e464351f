import { z } from "zod";
import { byMembers, differ, type Difference } from "../compare/difference.js";
import { DPOS_PULL_REQUEST_STAGES } from "../presets.js";
import { id, label, login } from "../schema-parts.js";
import type { Config, PullRequestRules } from "../types.js";
import { allowance } from "./allowance.js";
import { configKey } from "./key.js";

const branchGlob = z.string("a branch").trim().min(1, "a branch's name").max(200, "at most 200 characters").meta({ title: "branch" });

const schema = z.strictObject({
  require_issue: z.boolean("true or false").default(false).describe("A pull request must close an issue."),
  allowed_stages: z
    .array(id, "a list of stages")
    .optional()
    .describe("Stages a linked issue may be in; default: build, test, ship, or all but the first of your own stages."),
  exempt: z
    .strictObject({
      authors: z
        .array(login, "a list of logins")
        .default([])
        .describe("Pull requests by these authors are not judged, while every commit is theirs."),
      labels: z.array(label, "a list of labels").default([]).describe("Pull requests with one of these labels are not judged."),
      base: z
        .array(branchGlob, "a list of branches")
        .max(50, "at most 50 branches")
        .optional()
        .describe("Pull requests into these branches (globs, such as release/*) are not governed."),
    })
    .prefault({})
    .describe("What is not judged."),
});

export const pullRequests = configKey("pullRequests", {
  written: { pull_requests: schema.prefault({}).describe("What pull requests are held to.") },
  build({ pull_requests: { require_issue, allowed_stages, exempt } }, { stages, hasOwnStages }) {
    const fallback = hasOwnStages ? stages.slice(1).map((stage) => stage.id) : [...DPOS_PULL_REQUEST_STAGES];
    return { requireIssue: require_issue, allowedStages: allowed_stages ?? fallback, exempt: exemptOf(exempt) };
  },
  units: [
    { key: "pull_requests.require_issue", take: (a, b) => take(a, { requireIssue: b.pullRequests.requireIssue }) },
    { key: "pull_requests.allowed_stages", take: (a, b) => take(a, { allowedStages: b.pullRequests.allowedStages }) },
    { key: "pull_requests.exempt.authors", take: (a, b) => takeExempt(a, { authors: b.pullRequests.exempt.authors }) },
    { key: "pull_requests.exempt.labels", take: (a, b) => takeExempt(a, { labels: b.pullRequests.exempt.labels }) },
    { key: "pull_requests.exempt.base", take: (a, b) => takeExempt(a, { base: b.pullRequests.exempt.base ?? [] }) },
  ],
  compare: ({ pullRequests: before }, { pullRequests: after }) => [
    ...compareRequireIssue(before, after),
    ...differ("pull_requests.allowed_stages", before.allowedStages, after.allowedStages, byMembers("subset")),
    ...differ("pull_requests.exempt.authors", before.exempt.authors, after.exempt.authors, byMembers("subset")),
    ...differ("pull_requests.exempt.labels", before.exempt.labels, after.exempt.labels, byMembers("subset")),
    ...differ("pull_requests.exempt.base", before.exempt.base ?? [], after.exempt.base ?? [], byMembers("subset")),
  ],
});

/** A policy that names no branch keeps the digest it had before there were any to name. */
function exemptOf({ authors, labels, base }: z.output<typeof schema>["exempt"]): PullRequestRules["exempt"] {
  return { authors, labels, ...(base !== undefined && { base }) };
}

function take(merged: Config, part: Partial<PullRequestRules>): Config {
  return { ...merged, pullRequests: { ...merged.pullRequests, ...part } };
}

function takeExempt(merged: Config, part: Partial<PullRequestRules["exempt"]>): Config {
  return take(merged, { exempt: { ...merged.pullRequests.exempt, ...part } });
}

// To ask for less is to allow.
function compareRequireIssue({ requireIssue: before }: PullRequestRules, { requireIssue: after }: PullRequestRules): Difference[] {
  return allowance("pull_requests.require_issue", !before, !after).map((one) => ({ ...one, before, after }));
}
