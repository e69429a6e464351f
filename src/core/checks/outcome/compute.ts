import type { Target, Verdict } from "../../facts/accepted-criteria.js";

/** Conversions leave a last digit behind. */
const EXACT = 1e-9;

/** Takes a target and an actual value in its unit; returns what came of it. */
export function computed({ comparator, value: target }: Target, actual: number): "met" | "missed" {
  const equal = Math.abs(actual - target) <= EXACT * Math.max(1, Math.abs(target));
  const holds = {
    "<": !equal && actual < target,
    "<=": equal || actual < target,
    ">": !equal && actual > target,
    ">=": equal || actual > target,
    "=": equal,
  };
  return holds[comparator] ? "met" : "missed";
}

/**
 * True when a verdict says something else than the value. Takes how many percent of the target a value may lie beyond it and still be
 * called partly met, null where any may; and whether the verdict is qualified: people may know worse than the number.
 */
export function contradicts(claimed: Verdict, target: Target, actual: number, within: number | null, qualified: boolean): boolean {
  const is = computed(target, actual);
  if (claimed === "partly") return is === "met" ? within !== null && !qualified : within !== null && beyond(target, actual) > within;
  return claimed !== is && !(claimed === "missed" && qualified);
}

/** How far the value lies beyond the target, in percent of it. */
function beyond({ value: target }: Target, actual: number): number {
  const distance = Math.abs(actual - target);
  return target === 0 ? (distance === 0 ? 0 : Infinity) : (distance / Math.abs(target)) * 100 - EXACT;
}
