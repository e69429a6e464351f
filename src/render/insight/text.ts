import type { Figure, FigureId, Report, ReportGroup, ReportItem } from "../../core/insight/report.js";
import { largest } from "../../core/basics/largest.js";
import { oneLine } from "../markdown.js";
import { amount, columnsOf, columnWords, isGateRow, itemName, keyWords, partsOf, periodWords, telling, toldGroups } from "./numbers.js";
import { standingOut } from "./standing-out.js";

const MOST_ITEMS = 5;
const MOST_NOTES = 5;
const MOST_GATES = 5;
/** Figures of which the single items say something. */
const NOTED: ReadonlySet<FigureId> = new Set(["wip_age", "rework", "freshness", "agents", "exceptions"]);
const HOW =
  "`n` is how many items, hand-offs or times are behind a line. What each figure is and how it is computed: `--format html` says it below each, and insight.md among Baton's documents.";

/** A report for a terminal: what stands out first, then each figure with a line for each group, and its notes below. */
export function reportText(report: Report): string {
  const head = `${oneLine(report.repository, 200)}, ${periodWords(report)}. Flow is in calendar time; figures are the team's, never a person's.`;
  const first = standingOut(report).map((line) => `* ${oneLine(line, 200)}`);
  const blocks = [head, first.join("\n"), HOW, ...report.figures.map((figure) => figureText(report, figure))];
  return blocks
    .filter((block) => block !== "")
    .join("\n\n")
    .concat("\n");
}

function figureText(report: Report, figure: Figure): string {
  const title = `${figure.title} (${figure.unit})`;
  const all = inOrder(figure);
  if (all.length === 0) return `${title}\n  nothing in this period`;
  const groups = figure.id === "exceptions" ? withoutLaterGates(all) : all;
  const width = largest(groups.map(({ key }) => Math.min(keyWords(figure.id, key).length, 48)));
  const hidden = all.length - groups.length;
  const more = hidden > 0 ? [`  and ${hidden} more ${hidden === 1 ? "gate" : "gates"}`] : [];
  return [title, ...groups.flatMap((group) => groupText(report, figure, { group, width })), ...more].join("\n");
}

/** Gates that were forced or waived come after the kinds, those of which it happened most first. */
function inOrder(figure: Figure): ReportGroup[] {
  const groups = toldGroups(figure);
  if (figure.id !== "exceptions") return groups;
  return groups.toSorted((a, b) => Number(isGateRow(a)) - Number(isGateRow(b)) || (isGateRow(a) ? b.n - a.n : 0));
}

function withoutLaterGates(groups: readonly ReportGroup[]): ReportGroup[] {
  const gates = groups.filter(isGateRow).slice(0, MOST_GATES);
  return [...groups.filter((group) => !isGateRow(group)), ...gates];
}

function groupText(report: Report, figure: Figure, { group, width }: { group: ReportGroup; width: number }): string[] {
  const values = columnsOf(figure).flatMap((column) => {
    const value = group[column];
    if (value === undefined) return [];
    const told = amount(figure.id, value);
    return [column === "value" ? `${told}${valueWords(figure.id)}` : `${columnWords(figure.id, column)} ${told}`];
  });
  const parts = partsOf(figure.id, group).map(({ words }) => words);
  const key = oneLine(keyWords(figure.id, group.key), 80).padEnd(width);
  const line = [`  ${key}  n=${group.n}`, ...values, ...(parts.length > 0 ? [parts.join(", ")] : [])].join("  ");
  // Why a gate was forced or waived is told with the act.
  const isTold = NOTED.has(figure.id) && !(figure.id === "exceptions" && isGateRow(group));
  return [line, ...(isTold ? notesText(report, group.items) : [])];
}

function valueWords(id: FigureId): string {
  if (id === "boundaries_yield") return " came through clean";
  return columnWords(id, "value") === "in all" ? " in all" : "";
}

/** Each note once, with the items it is of; what is left out is counted. */
function notesText(report: Report, items: readonly ReportItem[]): string[] {
  const byNote = new Map<string, string[]>();
  for (const item of telling(items, items.length)) {
    if (item.note === undefined) continue;
    const names = byNote.get(item.note) ?? [];
    names.push(itemName(report, item));
    byNote.set(item.note, names);
  }
  const notes = [...byNote].toSorted(([, a], [, b]) => b.length - a.length);
  const lines = notes.slice(0, MOST_NOTES).map(([note, names]) => {
    const different = [...new Set(names)];
    const more = different.length > MOST_ITEMS ? ` and ${different.length - MOST_ITEMS} more` : "";
    return `    ${oneLine(note, 100)}: ${different.slice(0, MOST_ITEMS).join(", ")}${more}`;
  });
  const left = notes.slice(MOST_NOTES).reduce((sum, [, names]) => sum + names.length, 0);
  return left === 0 ? lines : [...lines, `    and ${left} more`];
}
