import type { ChecksParam } from "./spec.js";
import type { Outcome } from "../findings/outcome.js";
import { combineParams, runAll, type CombineParams } from "./combine.js";
import type { CheckDefinition, CheckResult } from "./define.js";
import { problem } from "./results.js";

/** One nested check passes. */
export const any = (checks: ChecksParam): CheckDefinition<CombineParams> => ({
  kind: "any",
  summary: "Passes when at least one nested check passes.",
  params: combineParams(checks),
  content: true,
  reads: () => [],
  nested: (given) => given.checks,
  stricter: { checks: "subset" },
  example: {
    params: {
      checks: [
        { check: "section", section: "Decision" },
        { check: "links", kinds: ["url"] },
      ],
    },
    good: "Decided: https://wiki.example.com/decisions/12\n",
    bad: "We talked about it.\n",
  },
  run: (given, context) => choose(runAll(given.checks, context)),
});

/** None passed: a person may still make one pass (pending), else an error must stay visible, else all failed. */
function choose(results: CheckResult[]): CheckResult {
  const passed = results.find((result) => result.outcome === "pass");
  if (passed !== undefined) return passed;
  const outcomes = new Set(results.map((result) => result.outcome));
  const outcome = (["pending", "error"] as Outcome[]).find((each) => outcomes.has(each)) ?? "fail";
  const summary = problem({ code: "none_passed", checks: results.length });
  return { outcome, findings: [summary, ...results.flatMap((result) => result.findings)] };
}
