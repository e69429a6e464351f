import type { ChecksParam } from "./spec.js";
import { combineParams, latestSince, runAll, worst, type CombineParams } from "./combine.js";
import type { CheckDefinition } from "./define.js";

/** Every nested check passes. */
export const all = (checks: ChecksParam): CheckDefinition<CombineParams> => ({
  kind: "all",
  summary: "Passes when every nested check passes.",
  params: combineParams(checks),
  content: true,
  reads: () => [],
  nested: (given) => given.checks,
  stricter: { checks: "superset" },
  example: {
    params: {
      checks: [
        { check: "section", section: "Decision" },
        { check: "forbid", section: "Decision" },
      ],
    },
    good: "### Decision\n\nWe build it.\n",
    bad: "### Decision\n\nWe build it. Owner: TBD\n",
  },
  run: (given, context) => {
    const results = runAll(given.checks, context);
    return {
      outcome: worst(results.map((result) => result.outcome)),
      findings: results.flatMap((result) => result.findings),
      ...latestSince(results),
    };
  },
});
