import type { Figure, Report, ReportGroup } from "../../core/insight/report.js";
import { oneLine } from "../markdown.js";
import { amount, COLUMN_WORDS, columnsOf, partsOf, periodWords, telling } from "./numbers.js";

const MOST_ITEMS = 5;

/** A report for a terminal: each figure with a line for each group, and what stands out below. */
export function reportText(report: Report): string {
  const head = `${oneLine(report.repository, 200)}, ${periodWords(report)}. Flow is in calendar time; figures are the team's, never a person's.`;
  return [head, ...report.figures.map(figureText)].join("\n\n").concat("\n");
}

function figureText(figure: Figure): string {
  const title = `${figure.title} (${figure.unit})`;
  if (figure.groups.length === 0) return `${title}\n  nothing in this period`;
  const width = figure.groups.reduce((widest, { key }) => Math.max(widest, Math.min(key.length, 48)), 0);
  return [title, ...figure.groups.flatMap((group) => groupText(figure, group, width))].join("\n");
}

function groupText(figure: Figure, group: ReportGroup, width: number): string[] {
  const values = columnsOf(figure).flatMap((column) => {
    const value = group[column];
    return value === undefined ? [] : [column === "value" ? amount(figure.id, value) : `${COLUMN_WORDS[column]} ${amount(figure.id, value)}`];
  });
  const parts = partsOf(figure.id, group).map(({ words }) => words);
  const line = [`  ${oneLine(group.key, 80).padEnd(width)}  n=${group.n}`, ...values, ...(parts.length > 0 ? [parts.join(", ")] : [])].join("  ");
  const noted = telling(group.items.filter(({ note }) => note !== undefined), MOST_ITEMS);
  return [line, ...noted.map(({ number, note = "" }) => `    #${number}: ${oneLine(note, 100)}`)];
}
