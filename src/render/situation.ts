import type { ItemVerdict } from "../core/record/verdict.js";

/** Where an item stands, as people would say it. */
export type Situation =
  | "closed"
  | "rejected"
  | "held"
  | "no_contract"
  | "blocked"
  | "awaiting"
  | "to_begin"
  | "ready"
  | "preparing"
  | "end";

/** Takes a verdict and returns the one situation that headline, rail and steps agree on. */
export function situationOf(verdict: ItemVerdict): Situation {
  if (verdict.closed) return "closed";
  if (verdict.handoff) return verdict.contract === null ? "no_contract" : verdict.handoff.state;
  if (verdict.due?.what === "begin" && verdict.begun === null) return "to_begin";
  return idle(verdict);
}

/** What the next boundary would say, were it requested now. */
export function idle(verdict: ItemVerdict): "end" | "no_contract" | "ready" | "preparing" {
  if (verdict.boundary === null) return "end";
  if (verdict.contract === null) return "no_contract";
  return verdict.green ? "ready" : "preparing";
}
