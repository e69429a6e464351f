import type { CheckSpec } from "./gate-spec.js";
import type { Finding } from "../findings/findings.js";
import type { Snapshot } from "../facts/snapshot.js";
import type { CheckContext, CheckDefinition, CheckResult } from "./define.js";
import { withColumns } from "./column.js";
import { checkByKind } from "./registry.js";
import { broken, problem, unreadText } from "./results.js";

/** Runs one check. Takes its spec and context; returns its result, and an `error` outcome for whatever goes wrong. Never throws. */
export function runCheck(spec: CheckSpec, context: CheckContext): CheckResult {
  const check = checkByKind(spec.kind);
  if (check === undefined) return broken(problem({ code: "check_broken", kind: spec.kind, reason: "there is no such check" }));
  const trouble = context.document.problem;
  if (check.content && trouble !== null && !check.beyondText?.(spec.params)) return broken(unreadText(trouble));
  const unread = unreadFact(check, spec, context.snapshot);
  return unread === null ? runSafely(check, spec, context) : broken(unread);
}

function unreadFact(check: CheckDefinition, spec: CheckSpec, { unread }: Snapshot): Finding | null {
  const fact = unread && check.item?.(spec.params).find((each) => unread.facts.includes(each));
  return unread && fact ? problem({ code: "fact_unread", fact, reason: unread.reason }) : null;
}

/** Hostile text may find a way through a check that nobody thought of; it must not stop the evaluation. */
function runSafely(check: CheckDefinition, spec: CheckSpec, context: CheckContext): CheckResult {
  try {
    const result = check.run(spec.params, context);
    return { ...result, findings: withColumns(result.findings, context.document) };
  } catch (error) {
    return broken(problem({ code: "check_broken", kind: spec.kind, reason: error instanceof Error ? error.message : String(error) }));
  }
}
