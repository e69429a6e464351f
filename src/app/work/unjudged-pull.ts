import type { PullRequestVerdict } from "../../core/record/verdict.js";

/** What is said of a pull request that nothing was held against: red, for the reason alone. */
export function unjudgedPull({ number, itemId, reason }: Pick<PullRequestVerdict, "number" | "itemId" | "reason">): PullRequestVerdict {
  return { number, itemId, conclusion: "failure", observe: false, reason, issues: [], allowedStages: [], own: null, problems: [] };
}
