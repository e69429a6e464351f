import type { CheckSpec } from "./gate-spec.js";
import type { Outcome } from "../findings/outcome.js";
import { z } from "zod";
import type { CheckContext, CheckResult } from "./define.js";
import { ALWAYS, later, type Moment } from "../facts/moment.js";
import type { ChecksParam } from "./spec.js";

/** Parameters of `all`, `any` and `not`. */
export function combineParams(checks: ChecksParam): z.ZodType<CombineParams> {
  return z.strictObject({ checks: checks.describe("Checks, each written as `check: KIND` with its parameters.") });
}

export interface CombineParams {
  checks: CheckSpec[];
}

/** Runs nested checks in the given context. */
export function runAll(specs: readonly CheckSpec[], context: CheckContext): CheckResult[] {
  return specs.map((spec) => context.run(spec));
}

/** The worst of the outcomes: error, then fail, then pending, then pass. */
export function worst(outcomes: readonly Outcome[]): Outcome {
  return (["error", "fail", "pending"] as const).find((outcome) => outcomes.includes(outcome)) ?? "pass";
}

/** The moment when the last of several results became so; undefined when none depends on an act. */
export function latestSince(results: readonly CheckResult[]): { since?: Moment } {
  const known = results.flatMap((result) => (result.since === undefined ? [] : [result.since]));
  if (known.length === 0) return {};
  return { since: known.reduce(later, ALWAYS) };
}
