import type { Block, Code, Link, ListItem, Quote, Section, Table, TableRow, Text } from "../../document/model.js";
import { nameKey } from "../../document/names.js";
import { answerIn, answerText } from "../pieces.js";
import {
  codesOf,
  fullLinks,
  imagesOf,
  linesOf,
  outerItems,
  quotesOf,
  standingLine,
  standingLinks,
  standingText,
  tablesOf,
  textsOf,
} from "../../document/walk.js";

export type Of = "list" | "table" | "quote" | "any" | "code" | "image";

/** Something that may count: a list item, a table row, a quote, a block of code or an image. */
export interface Candidate {
  line: number;
  /** All its text, nested blocks included. */
  text: string;
  /** The same without inline code. */
  prose: string;
  /** The kind its Type column or group names, in comparison form. */
  type: string | null;
  links: Link[];
  /** It stands behind a box that somebody ticked. */
  ticked?: boolean;
  /** What its row says in a column for sources, and in one for dates; null without one. */
  source: string | null;
  dated: string | null;
  /** A block quote. */
  isQuote: boolean;
}

/** Neither a row of a table nor a quote. */
const PLAIN = { source: null, dated: null, isQuote: false };

const TYPE = ["type", "kind"];
const SOURCE = (
  "source sources quelle quellen fuente fuentes fonte fonti fontes bron kilde källa źródło zdroj lähde kaynak источник джерело πηγή " +
  "出典 来源 來源 出处 出處 情報源 ソース 資料 출처"
).split(" ");
const DATE = "date when dated datum fecha data 日付 日期 날짜 дата".split(" ");

/** Lists what could count in a section, in order. */
export function candidates(section: Section, of: Of): Candidate[] {
  return [
    ...(of === "list" || of === "any" ? outerItems(section.blocks).flatMap((item) => fromItem(item, null)) : []),
    ...(of === "table" || of === "any" ? tablesOf(section.blocks).flatMap(fromTable) : []),
    ...(of === "quote" || of === "any" ? quotesOf(section.blocks).map(fromQuote) : []),
    ...(of === "code" ? codesOf(section.blocks).map(fromCode) : []),
    ...(of === "image" ? imagesOf(section.blocks).map(fromImage) : []),
  ].toSorted((a, b) => a.line - b.line);
}

function fromCode({ line, text }: Code): Candidate {
  return { ...PLAIN, line, text: text.trim(), prose: "", type: null, links: [] };
}

/** Told from others by what it shows, whatever its description says. */
function fromImage(image: Link): Candidate {
  return { ...PLAIN, line: image.line, text: image.href, prose: image.text, type: null, links: [image] };
}

/** "Quotes:" with a list below it groups; then the ones below count, not the group. */
function fromItem(item: ListItem, type: string | null): Candidate[] {
  const below = outerItems(item.blocks);
  if (below.length > 0 && /[:：]$/.test(item.text)) return below.flatMap((each) => fromItem(each, nameKey(item.text)));
  const prose = [item, ...textsOf(item.blocks)].map(proseOf).join("\n");
  return [{ ...PLAIN, line: item.line, text: answerOf(item), prose, type, links: fullLinks(item), ticked: item.task === "done" }];
}

/** An item's own text and everything below it. */
function answerOf(item: ListItem): string {
  return [answerIn(item), answerText(item.blocks)].filter((text) => text !== "").join("\n");
}

function proseOf({ lines }: Text): string {
  return lines.map((line) => standingLine(line).prose).join("\n");
}

interface Columns {
  type: number;
  source: number;
  date: number;
}

function fromTable(table: Table): Candidate[] {
  const names = table.header.map((cell) => nameKey(cell.text));
  const columnOf = (wanted: readonly string[]) => names.findIndex((name) => wanted.includes(name));
  const columns = { type: columnOf(TYPE), source: columnOf(SOURCE), date: columnOf(DATE) };
  return table.rows.map((row) => fromRow(row, columns));
}

function fromRow(row: TableRow, columns: Columns): Candidate {
  const rest = row.cells.filter((_cell, index) => index !== columns.type);
  const cellText = (cell: Text | undefined) => (cell === undefined ? "" : standingText(cell));
  const said = (column: number) => (column === -1 ? null : cellText(row.cells[column]));
  const type = said(columns.type);
  return {
    line: row.line,
    text: rest.map(answerIn).join(" | ").trim(),
    prose: rest.map(proseOf).join(" | "),
    type: type === null ? null : nameKey(type),
    links: row.cells.flatMap((cell) => cell.links).filter(({ struck }) => !struck),
    source: said(columns.source),
    dated: said(columns.date),
    isQuote: false,
  };
}

function fromQuote(quote: Quote): Candidate {
  const blocks: Block[] = quote.blocks;
  return {
    ...PLAIN,
    line: linesOf(blocks)[0]?.line ?? quote.line,
    text: answerText(blocks),
    prose: textsOf(blocks).map(proseOf).join("\n"),
    type: "quote",
    links: standingLinks(blocks),
    isQuote: true,
  };
}
