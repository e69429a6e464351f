import { z } from "zod";
import { byMembers, differ, type Difference } from "../compare/difference.js";
import { DPOS_PULL_REQUEST_STAGES } from "../presets.js";
import { id, label, login } from "../schema-parts.js";
import type { Config, PullRequestRules } from "../types.js";
import { allowance } from "./allowance.js";
import { configKey } from "./key.js";

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
    })
    .prefault({})
    .describe("What is not judged."),
});

export const pullRequests = configKey("pullRequests", {
  written: { pull_requests: schema.prefault({}).describe("What pull requests are held to.") },
  build({ pull_requests: { require_issue, allowed_stages, exempt } }, { stages, hasOwnStages }) {
    const fallback = hasOwnStages ? stages.slice(1).map((stage) => stage.id) : [...DPOS_PULL_REQUEST_STAGES];
    return { requireIssue: require_issue, allowedStages: allowed_stages ?? fallback, exempt };
  },
  units: [
    { key: "pull_requests.require_issue", take: (a, b) => take(a, { requireIssue: b.pullRequests.requireIssue }) },
    { key: "pull_requests.allowed_stages", take: (a, b) => take(a, { allowedStages: b.pullRequests.allowedStages }) },
    { key: "pull_requests.exempt.authors", take: (a, b) => takeExempt(a, { authors: b.pullRequests.exempt.authors }) },
    { key: "pull_requests.exempt.labels", take: (a, b) => takeExempt(a, { labels: b.pullRequests.exempt.labels }) },
  ],
  compare: ({ pullRequests: before }, { pullRequests: after }) => [
    ...compareRequireIssue(before, after),
    ...differ("pull_requests.allowed_stages", before.allowedStages, after.allowedStages, byMembers("subset")),
    ...differ("pull_requests.exempt.authors", before.exempt.authors, after.exempt.authors, byMembers("subset")),
    ...differ("pull_requests.exempt.labels", before.exempt.labels, after.exempt.labels, byMembers("subset")),
  ],
});

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
