import type { Report } from "../../core/insight/report.js";
import { csvCell } from "../csv.js";

const COLUMNS = ["figure", "unit", "group", "n", "value", "p50", "p85", "p95", "series"] as const;

/** A report as CSV: a row for each figure and group. */
export function reportCsv({ figures }: Report): string {
  const rows = figures.flatMap(({ id, unit, groups }) =>
    groups.map(({ key, n, value, p50, p85, p95, series }) => {
      const steps = series?.map((point) => `${point.key}=${point.value}`).join("; ");
      return [id, unit, key, n, value, p50, p85, p95, steps].map((cell) => csvCell(cell ?? null)).join(",");
    }),
  );
  return [COLUMNS.join(","), ...rows].map((row) => `${row}\r\n`).join("");
}
