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

/** Finds a topic's entries among those of all topics: sub-headings, `Topic: ...` items and paragraphs, table rows that begin with it. Linear. */
export function entriesOf(blocks: readonly Block[], topic: string, topics: readonly string[]): Entry[] {
  return entriesIn(blocks, nameKeys(topic), topics.flatMap(nameKeys));
}

function entriesIn(blocks: readonly Block[], keys: readonly string[], all: readonly string[]): Entry[] {
  return blocks.flatMap((block, index) => {
    switch (block.kind) {
      case "heading":
        return keys.includes(nameKey(nameOf(block))) ? [{ line: block.line, text: answerText(below(blocks, index)) }] : [];
      case "paragraph":
        return fromLines(standingLines(block), blocks[index + 1], keys, all);
      case "list":
        return block.items.flatMap((item) => fromItem(item, keys, all));
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

type Line = Pick<TextLine, "line" | "text" | "named">;

/** A lead alone on its line ("**Technical**") speaks for what follows, up to the next lead: for the lines, or the list or paragraph after it. */
function fromLines(lines: readonly Line[], next: Block | undefined, keys: readonly string[], all: readonly string[]): Entry[] {
  const leads = lines.flatMap((line, index) => (afterLead(nameOf(line), all) === null ? [] : [index]));
  return leads.flatMap((index, rank) => {
    const line = lines[index];
    const said = line === undefined ? null : afterLead(nameOf(line), keys);
    if (line === undefined || said === null) return [];
    const end = leads[rank + 1] ?? lines.length;
    const more = lines.slice(index + 1, end).map((other) => other.text);
    const isLast = more.length === 0 && end === lines.length;
    const follow = said === "" && isLast && next !== undefined && !begins(next, all) ? answerText([next]) : "";
    return [{ line: line.line, text: said === "" ? [...more, follow].join("\n").trim() : said }];
  });
}

/** What follows is of another topic, or another section. */
function begins(block: Block, all: readonly string[]): boolean {
  if (block.kind !== "paragraph") return block.kind === "heading";
  const [first] = block.lines;
  return first !== undefined && afterLead(nameOf(first), all) !== null;
}

function fromItem(item: ListItem, keys: readonly string[], all: readonly string[]): Entry[] {
  const said = afterLead(item.standing ?? nameOf(item), keys);
  if (said === null) return entriesIn(item.blocks, keys, all);
  // What stands behind a box that nobody ticked is open.
  return [{ line: item.line, text: [item.task === "open" ? "" : said, answerText(item.blocks)].join("\n").trim() }];
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
