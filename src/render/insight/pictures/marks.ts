import type { ReportGroup } from "../../../core/insight/report.js";

/** A line at a percentile, and where its name stands: above the name below it, however close the lines are. */
export interface Mark {
  name: "p50" | "p85" | "p95";
  value: number;
  y: number;
  labelY: number;
}

const ROOM = 13;

/** Takes a group and where a value is; returns its percentiles from the lowest up; none where it has none. */
export function marksOf(group: ReportGroup, y: (value: number) => number): Mark[] {
  let below = Infinity;
  return (["p50", "p85", "p95"] as const).flatMap((name) => {
    const value = group[name];
    if (value === undefined) return [];
    below = Math.min(y(value), below - ROOM);
    return [{ name, value, y: y(value), labelY: below }];
  });
}
