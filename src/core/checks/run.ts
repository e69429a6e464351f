import type { CheckSpec } from "../policy/types.js";
import type { CheckContext, CheckDefinition, CheckResult } from "./define.js";
import { checkByKind } from "./registry.js";
import { broken, problem } from "./results.js";

/** Runs one check. Takes its spec and context; returns its result, and an `error` outcome for whatever goes wrong. Never throws. */
export function runCheck(spec: CheckSpec, context: CheckContext): CheckResult {
  const check = checkByKind(spec.kind);
  if (check === undefined) return broken(problem({ code: "check_broken", kind: spec.kind, reason: "there is no such check" }));
  const trouble = context.document.problem;
  if (check.content && trouble !== null) return broken(problem({ ...trouble, code: "text_too_large" }));
  return runSafely(check, spec, context);
}

/** Hostile text may find a way through a check that nobody thought of; it must not stop the evaluation. */
function runSafely(check: CheckDefinition, spec: CheckSpec, context: CheckContext): CheckResult {
  try {
    return check.run(spec.params, context);
  } catch (error) {
    return broken(problem({ code: "check_broken", kind: spec.kind, reason: error instanceof Error ? error.message : String(error) }));
  }
}
