import type { Comparator, Promised, Target } from "../../facts/accepted-criteria.js";
import type { Table, TableRow, Text } from "../../document/model.js";
import { standingText } from "../../document/walk.js";
import { nameKey } from "../../document/names.js";
import { boundAt } from "./comparator.js";
import { quantitiesIn, type Quantity } from "./quantity.js";
import { converted } from "./units.js";

/** The columns of a table of criteria, by what people head them with; the first name is the one that Baton writes. */
const COLUMNS = {
  metric: [
    "metric",
    "criterion",
    "success criterion",
    "measure",
    "kpi",
    "indicator",
    "metrik",
    "kennzahl",
    "kriterium",
    "indicateur",
    "critère",
    "métrica",
    "criterio",
    "metrica",
    "指標",
    "指标",
  ],
  baseline: [
    "baseline",
    "today",
    "now",
    "current",
    "before",
    "ausgangswert",
    "heute",
    "référence",
    "línea base",
    "base",
    "現状",
    "基準値",
    "基线",
  ],
  target: [
    "target",
    "goal",
    "threshold",
    "bound",
    "ziel",
    "zielwert",
    "objectif",
    "cible",
    "objetivo",
    "meta",
    "obiettivo",
    "目標",
    "目标",
  ],
  by: [
    "by",
    "by when",
    "when",
    "date",
    "due",
    "deadline",
    "bis",
    "termin",
    "échéance",
    "fecha",
    "plazo",
    "scadenza",
    "prazo",
    "期限",
    "期日",
  ],
  source: ["source", "data source", "measured by", "quelle", "fuente", "fonte", "出典", "来源", "來源"],
} as const;

type Column = keyof typeof COLUMNS;
const SIGNS: Record<Comparator, string> = { "<": "<", "<=": "≤", ">": ">", ">=": "≥", "=": "=" };
const EMPTY = /^(?:[-–—.…?]*|n\/?a|none|unknown|tbd|tba)$/iu;
/** Wider cells are cut, so that a row stays within bounds. */
const MOST_CELL = 500;

/** Where the columns of criteria stand in a table; -1 without one. */
export type CriteriaColumns = Record<Column, number>;

/** Takes a table; returns its columns when it is one of criteria: with a metric and a target, in any order. Null otherwise. */
export function criteriaColumns(table: Table): CriteriaColumns | null {
  const names = table.header.map((cell) => nameKey(cell.text));
  const of = (column: Column) => names.findIndex((name) => (COLUMNS[column] as readonly string[]).includes(name));
  const columns = { metric: of("metric"), baseline: of("baseline"), target: of("target"), by: of("by"), source: of("source") };
  return columns.metric === -1 || columns.target === -1 ? null : columns;
}

/** What a row promises, or why that is not sure. */
export type RowReading = { is: "sure"; promised: Promised } | { is: "unsure"; why: "metric" | "target" | "side" };

/** Takes a row of a table of criteria; reads it exactly. */
export function readRow(row: TableRow, columns: CriteriaColumns): RowReading {
  const cell = (column: Column) => cellText(row.cells[columns[column]]);
  const metric = cell("metric");
  if (metric === "") return { is: "unsure", why: "metric" };
  const baseline = cell("baseline");
  const target = targetOf(cell("target"), baseline);
  if (typeof target === "string") return { is: "unsure", why: target };
  const [by, source] = [cell("by"), cell("source")];
  const rest = { ...(baseline ? { baseline } : {}), ...(by ? { by } : {}), ...(source ? { source } : {}) };
  return { is: "sure", promised: { metric, ...target, ...rest } };
}

function cellText(cell: Text | undefined): string {
  return cell === undefined ? "" : clean(standingText(cell));
}

function clean(text: string): string {
  const plain = text.replace(/\s+/g, " ").trim().slice(0, MOST_CELL);
  return EMPTY.test(plain) ? "" : plain;
}

/** One quantity and nothing else but its bound; without a bound the baseline or a sign tells the side, or there is none to tell. */
function targetOf(written: string, baseline: string): Target | "target" | "side" {
  const text = written.normalize("NFKC");
  const [quantity, ...more] = quantitiesIn(text);
  if (quantity === undefined || more.length > 0) return "target";
  const bound = boundAt(text, quantity.start, quantity.end);
  const around = text.slice(0, quantity.start - (bound?.before ?? 0)) + text.slice(quantity.end + (bound?.behind ?? 0));
  // Words beside the value may say anything.
  if (/[\p{L}\p{N}]/u.test(around)) return "target";
  const comparator = bound?.comparator ?? bareSide(quantity, baseline);
  return comparator === null ? "side" : { comparator, value: quantity.value, unit: quantity.unit };
}

function bareSide({ value, unit, signed }: Quantity, baseline: string): Comparator | null {
  if (signed) return value < 0 ? "<=" : ">=";
  if (value === 0) return "=";
  if (value === 100 && unit === "%") return ">=";
  const [was] = quantitiesIn(baseline.normalize("NFKC"));
  const before = was === undefined ? null : was.unit === "" ? was.value : converted(was.value, was.unit, unit);
  return before === null || before === value ? null : value < before ? "<=" : ">=";
}

/** The table's head, and the line below it. */
export const TABLE_HEAD = "| Metric | Baseline | Target | By | Source |\n|---|---|---|---|---|";

/** Writes what is promised as a row that `readRow` reads back exactly. */
export function rowOf({ metric, baseline, by, source, ...target }: Promised): string {
  const [before, until, from] = [baseline, by, source].map((cell) => escaped(cell ?? "–"));
  return `| ${escaped(metric)} | ${before} | ${targetText(target)} | ${until} | ${from} |`;
}

/** A target in signs: `< 20 min`, `≥ 50 %`. */
function targetText({ comparator, value, unit }: Target): string {
  return `${SIGNS[comparator]} ${numberText(value)}${unit === "" ? "" : ` ${unit}`}`;
}

// Three decimals after one to three digits would read as thousands elsewhere.
function numberText(value: number): string {
  const text = String(value).replace("e+", "e");
  return /^-?[1-9]\d{0,2}\.\d{3}$/.test(text) ? `${text}0` : text;
}

function escaped(cell: string): string {
  return cell.replace(/[\\`*_~[\]<>&!|]/g, "\\$&");
}

/** What a table of criteria looks like. */
export const TABLE_EXAMPLE = `${TABLE_HEAD}\n${rowOf({ metric: "Median time to answer", baseline: "4 h", comparator: "<", value: 20, unit: "min", by: "2026-12-31", source: "product analytics" })}`;
