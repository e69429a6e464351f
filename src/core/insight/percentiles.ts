import { quantileSorted } from "d3-array";
import type { ReportGroup } from "./report.js";

/** Below this many visits a percentile would be one item's story. */
const FEWEST = 10;

/**
 * Takes values in any order; returns their 50th, 85th and 95th percentile, or nothing of fewer than ten. Between two values it is read off the
 * straight line (R-7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996), as d3-array and spreadsheets do.
 */
export function percentiles(values: readonly number[]): Pick<ReportGroup, "p50" | "p85" | "p95"> {
  if (values.length < FEWEST) return {};
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => quantileSorted(sorted, share) ?? 0;
  return { p50: at(0.5), p85: at(0.85), p95: at(0.95) };
}
