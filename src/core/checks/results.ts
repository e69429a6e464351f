import type { DocumentProblem } from "../document/model.js";
import type { Finding } from "../findings/findings.js";
import type { Moment } from "../facts/moment.js";
import type { CheckResult } from "./define.js";

/** Distributes over the union, so that each code keeps its own fields. */
type Bare<F> = F extends Finding ? Omit<F, "severity"> : never;

/** A finding without its severity. */
export type Said = Bare<Finding>;

/** Marks findings as what must be mended. */
export function problem(said: Said): Finding {
  return { ...said, severity: "problem" };
}

/** Marks a finding as plain information. */
export function note(said: Said): Finding {
  return { ...said, severity: "note" };
}

/** Marks a finding as advice that blocks nothing. */
export function warning(said: Said): Finding {
  return { ...said, severity: "warning" };
}

/** Why a text could not be read, as a finding. */
export function unreadText(trouble: DocumentProblem): Finding {
  return trouble.code === "too_deep" ? problem({ code: "text_too_deep" }) : problem({ ...trouble, code: "text_too_large" });
}

/** A green result. */
export function pass(findings: Finding[], since?: Moment): CheckResult {
  return since === undefined ? { outcome: "pass", findings } : { outcome: "pass", findings, since };
}

/** A red result: at least one finding says why. */
export function fail(found: Finding | readonly Finding[]): CheckResult {
  return { outcome: "fail", findings: [found].flat() };
}

/** A result that could not be had. */
export function broken(found: Finding | readonly Finding[]): CheckResult {
  return { outcome: "error", findings: [found].flat() };
}

/** Somebody has yet to act. */
export function pending(found: Finding | readonly Finding[]): CheckResult {
  return { outcome: "pending", findings: [found].flat() };
}
