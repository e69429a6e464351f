import type { Block, Code, Link, ListItem, Quote, Table, Text, TextLine } from "./model.js";

/** Every text in the blocks, in order: paragraphs, headings, items, cells, quotes, HTML. Code is left out. */
export function textsOf(blocks: readonly Block[]): Text[] {
  const texts: Text[] = [];
  addTexts(blocks, texts);
  return texts;
}

/** Into one list, because every check walks and a list for each block would be most of what walking costs. */
function addTexts(blocks: readonly Block[], to: Text[]): void {
  for (const block of blocks) {
    if (block.kind === "list") addItems(block.items, to);
    else if (block.kind === "table") addCells(block, to);
    else if (block.kind === "quote") addTexts(block.blocks, to);
    else if (block.kind !== "code") to.push(block);
  }
}

function addItems(items: readonly ListItem[], to: Text[]): void {
  for (const item of items) {
    to.push(item);
    addTexts(item.blocks, to);
  }
}

function addCells({ header, rows }: Table, to: Text[]): void {
  for (const cell of header) to.push(cell);
  for (const { cells } of rows) for (const cell of cells) to.push(cell);
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

/** Blocks of code outside quotes, in lists too. */
export function codesOf(blocks: readonly Block[]): Code[] {
  return blocks.flatMap((block): Code[] => {
    if (block.kind === "code") return [block];
    return block.kind === "list" ? block.items.flatMap((item) => codesOf(item.blocks)) : [];
  });
}

/** Every image in the blocks. */
export function imagesOf(blocks: readonly Block[]): Link[] {
  return textsOf(blocks).flatMap((text) => text.images ?? []);
}

/** All text of the blocks, one line each; code is left out. */
function plainText(blocks: readonly Block[]): string {
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
