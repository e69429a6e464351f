import type { Figure, FigureId, Report, ReportGroup } from "../../core/insight/report.js";
import { oneLine } from "../markdown.js";
import { amount, COLUMN_WORDS, columnsOf, itemName, partsOf, periodWords, telling, toldGroups } from "./numbers.js";

const MOST_ITEMS = 5;
/** Figures of which the single items say something. */
const NOTED: ReadonlySet<FigureId> = new Set(["wip_age", "rework", "freshness", "agents", "exceptions"]);

/** A report for a terminal: each figure with a line for each group, and what stands out below. */
export function reportText(report: Report): string {
  const head = `${oneLine(report.repository, 200)}, ${periodWords(report)}. Flow is in calendar time; figures are the team's, never a person's.`;
  return [head, ...report.figures.map((figure) => figureText(report, figure))].join("\n\n").concat("\n");
}

function figureText(report: Report, figure: Figure): string {
  const title = `${figure.title} (${figure.unit})`;
  const groups = toldGroups(figure);
  if (groups.length === 0) return `${title}\n  nothing in this period`;
  const width = groups.reduce((widest, { key }) => Math.max(widest, Math.min(key.length, 48)), 0);
  return [title, ...groups.flatMap((group) => groupText(report, figure, { group, width }))].join("\n");
}

function groupText(report: Report, figure: Figure, { group, width }: { group: ReportGroup; width: number }): string[] {
  const values = columnsOf(figure).flatMap((column) => {
    const value = group[column];
    return value === undefined
      ? []
      : [column === "value" ? amount(figure.id, value) : `${COLUMN_WORDS[column]} ${amount(figure.id, value)}`];
  });
  const parts = partsOf(figure.id, group).map(({ words }) => words);
  const line = [`  ${oneLine(group.key, 80).padEnd(width)}  n=${group.n}`, ...values, ...(parts.length > 0 ? [parts.join(", ")] : [])].join(
    "  ",
  );
  const noted = NOTED.has(figure.id)
    ? telling(
        group.items.filter(({ note }) => note !== undefined),
        MOST_ITEMS,
      )
    : [];
  return [line, ...noted.map((item) => `    ${itemName(report, item)}: ${oneLine(item.note ?? "", 100)}`)];
}
