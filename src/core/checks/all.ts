import { combineParams, latestSince, needsOf, runAll, supplierOf, worst, type CombineParams } from "./combine.js";
import { defineCheck } from "./define.js";

/** Every nested check passes. */
export const all = defineCheck<CombineParams>({
  kind: "all",
  summary: "Passes when every nested check passes.",
  params: combineParams,
  content: true,
  reads: () => [],
  nested: (given) => given.checks,
  needs: needsOf,
  supplier: supplierOf,
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
