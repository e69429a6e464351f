import type { Figure, FigureId, Report, ReportGroup, ReportItem } from "../../core/insight/report.js";

type Unit = "days" | "hours" | "share" | "count";

const MEASURED_IN: Readonly<Partial<Record<FigureId, Unit>>> = {
  time_in_stage: "days",
  lead_time: "days",
  wip_age: "days",
  boundary_time: "hours",
  translation_debt: "hours",
  first_pass_yield: "share",
  boundaries_yield: "share",
  freshness: "share",
};

/** Takes a value of a figure; returns it with its unit, as short as it can be read. */
export function amount(id: FigureId, value: number | undefined): string {
  if (value === undefined) return "";
  const unit = MEASURED_IN[id] ?? "count";
  if (unit === "share") return `${Math.round(value * 100)} %`;
  if (unit === "count") return String(Math.round(value * 10) / 10);
  return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} ${unit === "days" ? "d" : "h"}`;
}

/** The columns of a figure's table that any of its groups fills; of what is merely counted, `n` says all. */
export function columnsOf({ id, groups }: Figure): ("value" | "p50" | "p85" | "p95")[] {
  const columns = MEASURED_IN[id] === undefined ? [] : (["value", "p50", "p85", "p95"] as const);
  return columns.filter((column) => groups.some((group) => group[column] !== undefined));
}

/** The groups that people are told of: gates that never were red are in the formats for machines only. */
export function toldGroups({ id, groups }: Figure): ReportGroup[] {
  return id === "first_pass_yield" ? groups.filter((group) => !isGateRow(group) || group.value !== 1) : groups;
}

const COLUMN_WORDS = { value: "value", p50: "50 % within", p85: "85 % within", p95: "95 % within" } as const;

/** What a column of a figure is called: hours are summed up over all that are behind a line. */
export function columnWords(id: FigureId, column: keyof typeof COLUMN_WORDS): string {
  return column === "value" && MEASURED_IN[id] === "hours" ? "in all" : COLUMN_WORDS[column];
}

/** What a group is called where its key alone does not say what it is. */
export function keyWords(id: FigureId, key: string): string {
  return id === "boundaries_yield" && /^\d+$/.test(key) ? `${key} ${key === "1" ? "boundary" : "boundaries"} crossed` : key;
}

/** True for a row that is about one gate, and not about a boundary or a kind. */
export function isGateRow({ key }: Pick<ReportGroup, "key">): boolean {
  return key.includes(": ");
}

/** A series that goes on in time says little in a row: only parts are told there. */
export function partsOf(id: FigureId, { series }: ReportGroup): { key: string; words: string }[] {
  const parts = (series ?? []).filter(({ key, value }) => value > 0 && !/^\d{4}-/.test(key));
  return parts.map(({ key, value }) => ({ key, words: `${key} ${amount(id, value)}` }));
}

/** Items that say most: those with a note, and the largest; at most so many. */
export function telling(items: readonly ReportItem[], most: number): ReportItem[] {
  return items
    .toSorted((a, b) => Number(b.note !== undefined) - Number(a.note !== undefined) || (b.value ?? 0) - (a.value ?? 0))
    .slice(0, most);
}

/** Names an item: by its number alone where the report is of its repository. */
export function itemName(report: Report, { repository, number }: Pick<ReportItem, "repository" | "number">): string {
  return repository === report.repository ? `#${number}` : `${repository}#${number}`;
}

/** `2026-09-01 to 2026-12-01`. */
export function periodWords({ period: { since, until } }: Report): string {
  const end = until.slice(0, 10);
  return since === null ? `until ${end}` : `${since.slice(0, 10)} to ${end}`;
}
