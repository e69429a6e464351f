import type { ListItem, Section, Table, TableRow } from "../../document/model.js";
import { nameKey } from "../../document/names.js";
import { fullText, outerItems, standingBlocks, standingText, tablesOf } from "../../document/walk.js";
import { verdictOf } from "./verdict.js";

/** A list item or table row that may tell the outcome of a criterion. */
export interface ResultLine {
  line: number;
  /** All of it. */
  text: string;
  /** What names the criterion; columns that are for something else left out. */
  about: string;
  /** Where the actual value would stand. */
  value: string;
  /** Where the verdict would stand; `column`: it has a column of its own. */
  verdict: { text: string; column: boolean };
}

const MAX_LINES = 200;
const MAX_TEXT = 2000;
const VALUE = ["actual", "measured", "observed", "achieved", "result", "value", "outcome", "today", "now"];
const VERDICT = ["verdict", "met", "status", "assessment", "judgement", "judgment", "conclusion", "outcome", "result"];
const TARGET = [
  "target",
  "goal",
  "threshold",
  "baseline",
  "planned",
  "expected",
  "criterion",
  "criteria",
  "success",
  "metric",
  "measure",
  "kpi",
];

/** Takes a section; returns its result lines in order, at most 200. */
export function resultLines(section: Section): ResultLine[] {
  const blocks = standingBlocks(section.blocks);
  const items = outerItems(blocks).flatMap(fromItem);
  return [...items, ...tablesOf(blocks).flatMap(fromTable)].toSorted((a, b) => a.line - b.line).slice(0, MAX_LINES);
}

/** "Speed:" with a list below it that tells verdicts groups; then the ones below are the lines. */
function fromItem(item: ListItem): ResultLine[] {
  const below = outerItems(item.blocks);
  const groups = below.length > 0 && verdictOf(standingText(item)) === null && below.every((each) => verdictOf(fullText(each)) !== null);
  if (groups) return below.flatMap(fromItem);
  const text = fullText(item).slice(0, MAX_TEXT);
  return text.trim() === "" ? [] : [{ line: item.line, text, about: text, value: text, verdict: { text, column: false } }];
}

function fromTable(table: Table): ResultLine[] {
  const names = table.header.map((cell) => nameKey(cell.text));
  const verdict = columnOf(names, VERDICT, -1);
  const value = columnOf(names, VALUE, verdict);
  return table.rows.flatMap((row) => fromRow(row, names, value, verdict));
}

/** The first name in the list that a column begins with, so that "Actual" goes before "Result". */
function columnOf(names: readonly string[], wanted: readonly string[], taken: number): number {
  for (const word of wanted) {
    const found = names.findIndex((name, index) => index !== taken && startsWith(name, word));
    if (found !== -1) return found;
  }
  return -1;
}

function startsWith(name: string, word: string): boolean {
  return name === word || (name.startsWith(word) && !/^\p{L}/u.test(name.slice(word.length)));
}

function fromRow({ cells, line }: TableRow, names: readonly string[], value: number, verdict: number): ResultLine[] {
  const texts = cells.map((cell) => standingText(cell).slice(0, MAX_TEXT));
  const but = (left: (index: number) => boolean) => texts.filter((_text, index) => !left(index)).join(" | ");
  const own = (index: number) => index === value || index === verdict;
  const isTarget = (index: number) => TARGET.some((word) => startsWith(names[index] ?? "", word));
  const text = texts.join(" | ").trim();
  if (texts.every((cell) => cell.trim() === "")) return [];
  return [
    {
      line,
      text,
      about: but(own),
      value: value === -1 ? but((index) => index === verdict || isTarget(index)) : (texts[value] ?? ""),
      verdict: { text: verdict === -1 ? but(isTarget) : (texts[verdict] ?? ""), column: verdict !== -1 },
    },
  ];
}
