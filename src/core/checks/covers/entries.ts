import type { Block, ListItem, Table, Text, TextLine } from "../../document/model.js";
import { nameOf } from "../../document/inline.js";
import { nameKey } from "../../document/names.js";
import { nameKeys } from "../../document/written-names.js";
import { answerIn, answerText } from "../pieces.js";

/** What parts a topic from what is said of it. A topic may hold some itself: then so many are tried. */
const PARTED = /\s*(?:[:：–—]|\s-\s)/g;
const MOST_PARTS = 8;
const LONGEST_LEAD = 120;

/** What a section says about a topic. */
export interface Entry {
  line: number;
  text: string;
}

/** Finds a topic's entries: sub-headings, `Topic: ...` items and paragraphs, table rows that begin with it. */
export function entriesOf(blocks: readonly Block[], topic: string): Entry[] {
  const keys = nameKeys(topic);
  return blocks.flatMap((block, index) => {
    switch (block.kind) {
      case "heading":
        return keys.includes(nameKey(nameOf(block))) ? [{ line: block.line, text: answerText(below(blocks, index)) }] : [];
      case "paragraph":
        return fromLines(standingLines(block), blocks[index + 1], keys);
      case "list":
        return block.items.flatMap((item) => fromItem(item, keys, topic));
      case "table":
        return fromTable(block, keys);
      default:
        return [];
    }
  });
}

function below(blocks: readonly Block[], index: number): Block[] {
  const heading = blocks[index];
  const level = heading?.kind === "heading" ? heading.level : 0;
  const rest = blocks.slice(index + 1);
  const end = rest.findIndex((block) => block.kind === "heading" && block.level <= level);
  return end === -1 ? rest : rest.slice(0, end);
}

/** A lead alone on its line ("**Technical**") speaks for the list or paragraph after it. */
function fromLines(lines: readonly Pick<TextLine, "line" | "text" | "named">[], next: Block | undefined, keys: readonly string[]): Entry[] {
  return lines.flatMap((line, index) => {
    const said = afterLead(nameOf(line), keys);
    if (said === null) return [];
    const more = lines.slice(index + 1).map((other) => other.text);
    const follow = said === "" && more.length === 0 && next !== undefined && next.kind !== "heading" ? answerText([next]) : "";
    return [{ line: line.line, text: said === "" ? [...more, follow].join("\n").trim() : said }];
  });
}

function fromItem(item: ListItem, keys: readonly string[], topic: string): Entry[] {
  const said = afterLead(item.standing ?? nameOf(item), keys);
  if (said === null) return entriesOf(item.blocks, topic);
  return [{ line: item.line, text: [said, answerText(item.blocks)].join("\n").trim() }];
}

function fromTable(table: Table, keys: readonly string[]): Entry[] {
  const column = table.header.findIndex((cell) => keys.includes(nameKey(nameOf(cell))));
  const down = column === -1 ? [] : table.rows.map((row) => ({ line: row.line, text: cellText(row.cells[column]) }));
  const across = table.rows
    .filter((row) => row.cells[0] !== undefined && keys.includes(nameKey(nameOf(row.cells[0]))))
    .map((row) => ({
      line: row.line,
      text: row.cells.slice(1).map(cellText).join("\n").trim(),
    }));
  return [...down, ...across];
}

/** The lines without what is struck out in them. */
function standingLines({ line, lines, standing }: Text): Pick<TextLine, "line" | "text" | "named">[] {
  if (standing === undefined) return lines;
  return standing.split("\n").map((text, index) => ({ line: lines[index]?.line ?? line, text }));
}

function cellText(cell: Text | undefined): string {
  return cell === undefined ? "" : answerIn(cell);
}

/** The text after `Topic:` or `Topic -`; empty when the topic stands alone; null when it does not lead. */
function afterLead(text: string, keys: readonly string[]): string | null {
  const [line = ""] = text.split("\n", 1);
  let left = keys.some((key) => key.search(PARTED) !== -1) ? MOST_PARTS : 1;
  for (const part of line.slice(0, LONGEST_LEAD).matchAll(PARTED)) {
    if (keys.includes(nameKey(line.slice(0, part.index)))) return text.slice(part.index + part[0].length).trim();
    if (--left === 0) break;
  }
  return line.length <= LONGEST_LEAD && keys.includes(nameKey(line)) ? text.slice(line.length).trim() : null;
}
