import type { Block, Code, Link, ListItem, Quote, Section, Table, TableRow } from "../../document/model.js";
import { nameKey } from "../../document/names.js";
import { answerIn, answerText } from "../pieces.js";
import { codesOf, fullLinks, imagesOf, linesOf, linksOf, outerItems, quotesOf, tablesOf } from "../../document/walk.js";

export type Of = "list" | "table" | "quote" | "any" | "code" | "image";

/** Something that may count: a list item, a table row, a quote, a block of code or an image. */
export interface Candidate {
  line: number;
  /** All its text, nested blocks included. */
  text: string;
  /** The kind its Type column or group names, in comparison form. */
  type: string | null;
  links: Link[];
  /** It stands behind a box that somebody ticked. */
  ticked?: boolean;
}

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
  return { line, text: text.trim(), type: null, links: [] };
}

/** Told from others by what it shows, whatever its description says. */
function fromImage(image: Link): Candidate {
  return { line: image.line, text: image.href, type: null, links: [image] };
}

/** "Quotes:" with a list below it groups; then the ones below count, not the group. */
function fromItem(item: ListItem, type: string | null): Candidate[] {
  const below = outerItems(item.blocks);
  if (below.length > 0 && /[:：]$/.test(item.text)) return below.flatMap((each) => fromItem(each, nameKey(item.text)));
  return [{ line: item.line, text: answerOf(item), type, links: fullLinks(item), ticked: item.task === "done" }];
}

/** An item's own text and everything below it. */
function answerOf(item: ListItem): string {
  return [answerIn(item), answerText(item.blocks)].filter((text) => text !== "").join("\n");
}

function fromTable(table: Table): Candidate[] {
  const column = table.header.findIndex((cell) => ["type", "kind"].includes(nameKey(cell.text)));
  return table.rows.map((row) => fromRow(row, column));
}

function fromRow(row: TableRow, column: number): Candidate {
  const type = column === -1 ? null : nameKey(row.cells[column]?.text ?? "");
  const rest = row.cells.filter((_cell, index) => index !== column);
  return {
    line: row.line,
    text: rest.map(answerIn).join(" | ").trim(),
    type,
    links: row.cells.flatMap((cell) => cell.links),
  };
}

function fromQuote(quote: Quote): Candidate {
  const blocks: Block[] = quote.blocks;
  return { line: linesOf(blocks)[0]?.line ?? quote.line, text: answerText(blocks), type: "quote", links: linksOf(blocks) };
}
