import type { Block, Link, ListItem, Quote, Table, Text, TextLine } from "./model.js";

/** Every text in the blocks, in order: paragraphs, headings, items, cells, quotes, HTML. Code is left out. */
export function textsOf(blocks: readonly Block[]): Text[] {
  return blocks.flatMap(textsOfBlock);
}

function textsOfBlock(block: Block): Text[] {
  switch (block.kind) {
    case "code":
      return [];
    case "list":
      return block.items.flatMap((item) => [item, ...textsOf(item.blocks)]);
    case "table":
      return [...block.header, ...block.rows.flatMap((row) => row.cells)];
    case "quote":
      return textsOf(block.blocks);
    default:
      return [block];
  }
}

/** Every line of text in the blocks, in order. */
export function linesOf(blocks: readonly Block[]): TextLine[] {
  return textsOf(blocks).flatMap((text) => text.lines);
}

/** Every Markdown link in the blocks. */
export function linksOf(blocks: readonly Block[]): Link[] {
  return textsOf(blocks).flatMap((text) => text.links);
}

/** List items outside quotes, outermost first, nested ones after their parent. */
export function itemsOf(blocks: readonly Block[]): ListItem[] {
  return listsOf(blocks).flatMap((item) => [item, ...itemsOf(item.blocks)]);
}

/** Outermost list items only. */
export function outerItems(blocks: readonly Block[]): ListItem[] {
  return listsOf(blocks);
}

function listsOf(blocks: readonly Block[]): ListItem[] {
  return blocks.flatMap((block) => (block.kind === "list" ? block.items : []));
}

/** Tables outside lists and quotes. */
export function tablesOf(blocks: readonly Block[]): Table[] {
  return blocks.filter((block) => block.kind === "table");
}

/** Block quotes outside lists. */
export function quotesOf(blocks: readonly Block[]): Quote[] {
  return blocks.filter((block) => block.kind === "quote");
}

/** All text of the blocks, one line each; code is left out. */
export function plainText(blocks: readonly Block[]): string {
  return textsOf(blocks)
    .map((text) => text.text)
    .join("\n");
}

/** An item's own text and everything below it. */
export function fullText(item: ListItem): string {
  return [item.text, plainText(item.blocks)].filter((text) => text !== "").join("\n");
}

/** An item's own links and those below it. */
export function fullLinks(item: ListItem): Link[] {
  return [...item.links, ...linksOf(item.blocks)];
}
