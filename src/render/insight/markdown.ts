import type { Figure, Report, ReportGroup, ReportItem } from "../../core/insight/report.js";
import { inert } from "../inert.js";
import { cell, folded, plain } from "../markdown.js";
import { amount, columnsOf, columnWords, itemName, keyWords, partsOf, periodWords, telling, toldGroups } from "./numbers.js";

/** Takes an item; returns the address at which GitHub shows it. */
export type ItemLink = (item: Pick<ReportItem, "repository" | "number">) => string;

/** What a figure is told of. */
interface Telling {
  report: Report;
  link: ItemLink;
}

const MOST_ITEMS = 5;
const MOST_GROUPS = 40;

/** A report as GitHub shows it, in a job's summary or in an issue: a table for each figure, with what says most behind each group. */
export function reportMarkdown(report: Report, link: ItemLink): string {
  const head = `## Hand-offs of ${plain(report.repository)}, ${periodWords(report)}\n\nFlow is in calendar time. Figures are the team's, never a person's.`;
  return [head, ...report.figures.map((figure) => figureMarkdown(figure, { report, link }))].join("\n\n").concat("\n");
}

function figureMarkdown(figure: Figure, told: Telling): string {
  const formula = folded("How it is computed", figure.formula);
  const title = `### ${figure.title} (${figure.unit})`;
  if (figure.groups.length === 0) return `${title}\n\nNothing in this period.`;
  const columns = columnsOf(figure);
  const head = ["group", "n", ...columns.map((column) => columnWords(figure.id, column)), "of it", "items"];
  const groups = toldGroups(figure);
  const rows = groups.slice(0, MOST_GROUPS).map((group) => rowOf(figure, group, columns, told));
  const more = groups.length > MOST_GROUPS ? [`\n\n${groups.length - MOST_GROUPS} more groups are in the other formats.`] : [];
  return [title, "", table([head, ...rows]), ...more, "", formula].join("\n");
}

function rowOf(figure: Figure, group: ReportGroup, columns: ReturnType<typeof columnsOf>, told: Telling): string[] {
  const parts = partsOf(figure.id, group).map(({ words }) => words);
  const shown = telling(group.items, MOST_ITEMS).map((item) => itemWords(figure, item, told));
  const more = group.items.length > MOST_ITEMS ? [`${group.items.length - MOST_ITEMS} more`] : [];
  return [
    plain(keyWords(figure.id, group.key)),
    String(group.n),
    ...columns.map((column) => amount(figure.id, group[column])),
    parts.join(", "),
    [...shown, ...more].join(", "),
  ];
}

function itemWords({ id }: Figure, item: ReportItem, { report, link }: Telling): string {
  const words = [amount(id, item.value), item.note === undefined ? "" : inert(item.note)].filter((word) => word !== "");
  return `[${itemName(report, item)}](${link(item)})${words.length === 0 ? "" : ` (${words.join(", ")})`}`;
}

function table([head = [], ...rows]: string[][]): string {
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.map(cell).join(" | ")} |`).join("\n");
}
