import { readBox } from "./boxes.js";
import { finish, readInline } from "./inline.js";
import { readHtml } from "./html.js";
import { htmlBlocks } from "./html-headings.js";
import { boldLines, struckOf } from "./inline-tags.js";
import type { Block, List, ListItem, Table, TableRow, Text, TextLine } from "./model.js";
import type { Node } from "./tree.js";

/** Where a block stands: how deep in lists, and whether in a quote. */
interface Place {
  depth: number;
  quoted: boolean;
}

/** Turns nested tokens into blocks. Depth is bounded by the parser's nesting limit. */
export function toBlocks(nodes: Node[], place: Place = { depth: 0, quoted: false }): Block[] {
  return nodes.flatMap((node) => toBlock(node, place));
}

function toBlock(node: Node, place: Place): Block[] {
  switch (node.token.type) {
    case "heading_open":
      return [toHeading(node)];
    case "paragraph_open":
      return [{ ...inlineOf(node), kind: "paragraph", ...boldOf(node) }];
    case "bullet_list_open":
    case "ordered_list_open":
      return [toList(node, place)];
    case "blockquote_open":
      return [{ kind: "quote", line: node.line, blocks: toBlocks(node.children, { ...place, quoted: true }) }];
    case "table_open":
      return [toTable(node)];
    case "fence":
    case "code_block":
      return [{ kind: "code", line: node.line, text: node.token.content }];
    case "html_block":
      if (place.depth === 0 && !place.quoted) return htmlBlocks(node.token.content, node.line);
      return [{ ...readHtml(node.token.content, node.line), kind: "html" }];
    default:
      return [];
  }
}

/** A sentence above a line of dashes is made a heading, which hardly anybody means who writes headings with signs otherwise. */
function toHeading(node: Node): Block {
  const text = inlineOf(node);
  return { ...text, kind: "heading", level: Number(node.token.tag.slice(1)), underlined: !node.token.markup.startsWith("#") };
}

function inlineOf(node: Node): Text {
  const inline = node.children.find((child) => child.token.type === "inline");
  return inline === undefined ? finish(node.line, [], []) : readInline(inline.token, inline.line);
}

/** Most paragraphs hold nothing bold. */
function boldOf(node: Node): { bold?: number[] } {
  const inline = node.children.find((child) => child.token.type === "inline");
  if (inline === undefined || !/\*\*|__|<b>|<strong/i.test(inline.token.content)) return {};
  const bold = boldLines(inline.token.children ?? []).map((line) => line + inline.line);
  return bold.length === 0 ? {} : { bold };
}

function toList(node: Node, place: Place): List {
  const depth = place.depth + 1;
  const items = node.children.filter((child) => child.token.type === "list_item_open");
  return { kind: "list", line: node.line, items: items.map((item) => toItem(item, { ...place, depth })) };
}

function toItem(node: Node, place: Place): ListItem {
  const first = node.children[0];
  const lead = first?.token.type === "paragraph_open" ? first : undefined;
  const text = lead === undefined ? finish(node.line, [], []) : inlineOf(lead);
  const box = lead === undefined ? null : readBox(lead.children[0]?.token.content ?? "");
  const rest = toBlocks(lead === undefined ? node.children : node.children.slice(1), place);
  if (box === null || place.quoted) return { ...text, depth: place.depth, task: null, blocks: rest };
  const task = box.ticked ? "done" : "open";
  const struck = struckOf(lead?.children[0]?.token.children ?? []);
  const item: ListItem = { ...withoutBox(text, box.written), depth: place.depth, task, blocks: rest, ...(struck && { struck }) };
  return box.awry ? { ...item, awry: box.written } : item;
}

function withoutBox(text: Text, box: string): Text {
  const bare = (each: string) => (each.startsWith(box) ? each.slice(box.length).trimStart() : each);
  const without = <L extends Pick<TextLine, "text" | "prose" | "loose">>(line: L): L => {
    return { ...line, text: bare(line.text), prose: bare(line.prose), loose: bare(line.loose) };
  };
  const lines = text.lines.map((line, index) =>
    index === 0 ? { ...without(line), ...namedOf(line, bare), ...(line.stands && { stands: without(line.stands) }) } : line,
  );
  const standing = text.standing === undefined ? {} : { standing: bare(text.standing) };
  return { ...text, ...finish(text.line, lines, text.links), ...standing };
}

function namedOf({ named }: TextLine, bare: (text: string) => string): { named?: string } {
  return named === undefined ? {} : { named: bare(named) };
}

function toTable(node: Node): Table {
  const rows = node.children.flatMap((part) => part.children).map(toRow);
  return { kind: "table", line: node.line, header: rows[0]?.cells ?? [], rows: rows.slice(1) };
}

function toRow(node: Node): TableRow {
  return { line: node.line, cells: node.children.map((cell) => ({ ...inlineOf({ ...cell, line: node.line }), line: node.line })) };
}
