import type { Outcome } from "../findings/outcome.js";
import { z } from "zod";
import type { CheckContext, CheckResult, Need } from "./define.js";
import type { MarkdownDocument } from "../document/model.js";
import type { Snapshot } from "../facts/snapshot.js";
import { ALWAYS, type Moment } from "../facts/moment.js";
import { checkByKind } from "./lookup.js";
import { checksParam } from "./spec.js";
import type { CheckSpec } from "../policy/types.js";

/** Parameters of `all`, `any` and `not`. */
export const combineParams = z.strictObject({ checks: checksParam.describe("Checks, each written as `check: KIND` with its parameters.") });
export type CombineParams = z.output<typeof combineParams>;

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

function later(a: Moment, b: Moment): Moment {
  const at = a.at === null || b.at === null ? null : Math.max(a.at, b.at);
  return { at, afterComment: Math.max(a.afterComment, b.afterComment) };
}

/** The first role that a nested check names as its supplier. */
export function supplierOf(params: CombineParams): string | null {
  for (const spec of params.checks) {
    const role = checkByKind(spec.kind)?.supplier?.(spec.params) ?? null;
    if (role !== null) return role;
  }
  return null;
}

/** What the nested checks need read beforehand. */
export function needsOf(params: CombineParams, document: MarkdownDocument, snapshot: Pick<Snapshot, "repository" | "item">): Need[] {
  return params.checks.flatMap((spec) => checkByKind(spec.kind)?.needs?.(spec.params, document, snapshot) ?? []);
}
