import type { CheckContext, CheckResult } from "./define.js";
import { broken, fail, pending, problem } from "./results.js";

/** A tick, and the gate that it would claim. */
export interface Implied {
  item: string;
  line: number;
  gate: string | undefined;
}

/** What stands against a tick: the result of a gate that is not green. Null when nothing does. */
export function impliedBy(tick: Implied, context: CheckContext): CheckResult | null {
  if (tick.gate === undefined) return null;
  const outcome = context.gateOutcome(tick.gate);
  if (outcome === "pass") return null;
  const finding = problem({ code: "implied_red", item: tick.item, gate: tick.gate, outcome: outcome ?? null, line: tick.line });
  if (outcome === "pending") return pending(finding);
  return outcome === "fail" ? fail(finding) : broken(finding);
}
