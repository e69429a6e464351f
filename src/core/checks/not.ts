import type { ChecksParam } from "./spec.js";
import { combineParams, latestSince, runAll, worst, type CombineParams } from "./combine.js";
import type { CheckDefinition, CheckResult } from "./define.js";
import { broken, fail, note, pass, pending, problem } from "./results.js";

/** No nested check passes. */
export const not = (checks: ChecksParam): CheckDefinition<CombineParams> => ({
  kind: "not",
  summary: "Passes when none of the nested checks passes.",
  params: combineParams(checks),
  content: true,
  reads: () => [],
  nested: (given) => given.checks,
  supplier: () => null,
  stricter: { checks: "reversed" },
  example: {
    params: { checks: [{ check: "section", section: "Open questions" }] },
    good: "### Decision\n\nWe build it.\n",
    bad: "### Decision\n\nWe build it.\n\n### Open questions\n\nWho pays?\n",
  },
  run: (given, context) => negate(given, runAll(given.checks, context)),
});

/** An error stays an error: what could not be read is not thereby absent. */
function negate(given: CombineParams, results: CheckResult[]): CheckResult {
  const outcome = worst(results.map((result) => result.outcome));
  if (outcome === "error") return broken(results.flatMap((result) => (result.outcome === "error" ? result.findings : [])));
  const passed = results.findIndex((result) => result.outcome === "pass");
  if (passed !== -1) {
    const line = results[passed]?.findings.find((finding) => finding.line !== undefined)?.line;
    return fail(problem({ code: "passed_but_must_not", kind: given.checks[passed]?.kind ?? "", line }));
  }
  if (results.some((result) => result.outcome === "pending")) return pending(results.flatMap((result) => result.findings));
  return pass(
    given.checks.map((spec) => note({ code: "failed_as_wanted", kind: spec.kind })),
    latestSince(results).since,
  );
}
