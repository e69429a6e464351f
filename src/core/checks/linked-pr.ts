import type { PullRequestRef } from "../facts/linked-pull.js";
import { z } from "zod";
import { defineCheck, type CheckContext, type CheckResult } from "./define.js";
import { uncounted } from "./heads.js";
import { referenceTo } from "./no-blockers.js";
import { count } from "./params.js";
import { fail, note, pass, problem } from "./results.js";

const STATES = ["merged", "ready", "open", "draft", "closed"] as const;
const params = z.strictObject({
  state: z
    .enum(STATES)
    .default("merged")
    .describe(
      "State the linked pull requests must be in. `ready` is open and no draft, `open` includes drafts; a merged one is also ready.",
    ),
  min: count(1).default(1).describe("Fewest linked pull requests in that state."),
});
type Params = z.output<typeof params>;

/** Linked pull requests are in a state. Ones that were closed without merging are given up and do not count against it. */
export const linkedPr = defineCheck<Params>({
  kind: "linked_pr",
  summary:
    "Passes when at least `min` linked pull requests are in the state, and none that is still open lags behind it. Those by people without write access, and those of repositories that are not trusted, do not count either way.",
  params,
  content: false,
  reads: () => [],
  item: () => ["linked pull requests"],
  stricter: { min: "more" },
  example: {
    params: { state: "merged" },
    good: "",
    bad: "",
    facts: { good: { linked_prs: [{ pr: "#12", state: "merged" }] }, bad: { linked_prs: [{ pr: "#12", state: "draft" }] } },
  },
  run: judge,
});

function judge(given: Params, { snapshot }: CheckContext): CheckResult {
  const pulls = snapshot.linkedPullRequests.filter((pull) => !pull.doubt);
  const others = uncounted(snapshot);
  const counted = pulls.filter((pull) => isIn(pull, given.state)).length;
  const lagging = pulls.filter((pull) => pull.state === "open" && !isIn(pull, given.state));
  const behind = given.state === "merged" || given.state === "ready" ? lagging : [];
  if (counted >= given.min && behind.length === 0)
    return pass([note({ code: "linked_prs_counted", counted, state: given.state }), ...others.map(note)]);
  const summary = counted < given.min ? [problem({ code: "linked_prs_too_few", counted, min: given.min, state: given.state })] : [];
  const each = lagging.map((pull) =>
    problem({ code: "linked_pr_state", reference: referenceTo(pull), found: stateOf(pull), wanted: given.state }),
  );
  return fail([...summary, ...each, ...others.map(summary.length > 0 ? problem : note)]);
}

function isIn(pull: PullRequestRef, wanted: Params["state"]): boolean {
  if (wanted === "ready") return pull.state === "merged" || (pull.state === "open" && !pull.isDraft);
  if (wanted === "draft") return pull.state === "open" && pull.isDraft;
  return pull.state === wanted || (wanted === "open" && pull.state === "merged");
}

function stateOf(pull: PullRequestRef): string {
  return pull.state === "open" && pull.isDraft ? "draft" : pull.state;
}
