import type { Block, ListItem, Table, Text } from "../../document/model.js";
import { nameKey } from "../../document/names.js";
import { answerIn, answerText } from "../pieces.js";

/** What a section says about a topic. */
export interface Entry {
  line: number;
  text: string;
}

/** Finds a topic's entries: sub-headings, `Topic: ...` items and paragraphs, table rows that begin with it. */
export function entriesOf(blocks: readonly Block[], topic: string): Entry[] {
  const key = nameKey(topic);
  return blocks.flatMap((block, index) => {
    switch (block.kind) {
      case "heading":
        return nameKey(block.text) === key ? [{ line: block.line, text: answerText(below(blocks, index)) }] : [];
      case "paragraph":
        return fromLines(standingLines(block), blocks[index + 1], key);
      case "list":
        return block.items.flatMap((item) => fromItem(item, key, topic));
      case "table":
        return fromTable(block, key);
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
function fromLines(lines: readonly { line: number; text: string }[], next: Block | undefined, key: string): Entry[] {
  return lines.flatMap((line, index) => {
    const said = afterLead(line.text, key);
    if (said === null) return [];
    const more = lines.slice(index + 1).map((other) => other.text);
    const follow = said === "" && more.length === 0 && next !== undefined && next.kind !== "heading" ? answerText([next]) : "";
    return [{ line: line.line, text: said === "" ? [...more, follow].join("\n").trim() : said }];
  });
}

function fromItem(item: ListItem, key: string, topic: string): Entry[] {
  const said = afterLead(item.standing ?? item.text, key);
  if (said === null) return entriesOf(item.blocks, topic);
  return [{ line: item.line, text: [said, answerText(item.blocks)].join("\n").trim() }];
}

function fromTable(table: Table, key: string): Entry[] {
  const column = table.header.findIndex((cell) => nameKey(cell.text) === key);
  const down = column === -1 ? [] : table.rows.map((row) => ({ line: row.line, text: cellText(row.cells[column]) }));
  const across = table.rows
    .filter((row) => nameKey(row.cells[0]?.text ?? "") === key)
    .map((row) => ({
      line: row.line,
      text: row.cells.slice(1).map(cellText).join("\n").trim(),
    }));
  return [...down, ...across];
}

/** The lines without what is struck out in them. */
function standingLines({ line, lines, standing }: Text): { line: number; text: string }[] {
  if (standing === undefined) return lines;
  return standing.split("\n").map((text, index) => ({ line: lines[index]?.line ?? line, text }));
}

function cellText(cell: Text | undefined): string {
  return cell === undefined ? "" : answerIn(cell);
}

/** The text after `Topic:` or `Topic -`; empty when the topic stands alone; null when it does not lead. */
function afterLead(text: string, key: string): string | null {
  const match = /^([^:：\n–—]{1,120}?)\s*(?:[:：–—]|\s-\s|$)/m.exec(text);
  if (match === null || nameKey(match[1] ?? "") !== key) return null;
  return text.slice(match[0].length).trim();
}
