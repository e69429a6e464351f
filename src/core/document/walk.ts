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

/** The same without what is struck out, and without what stands between two blocks that strike it out. */
export function standingLines(blocks: readonly Block[]): TextLine[] {
  return linesOf(standingBlocks(blocks)).map(standingLine);
}

/** Takes a line; returns it without what is struck out. */
export function standingLine({ stands, ...line }: TextLine): TextLine {
  return stands ? { ...line, ...stands } : line;
}

/** Blocks that do not stand within an element that strikes them out, or names them, over several blocks. */
export function standingBlocks(blocks: readonly Block[]): readonly Block[] {
  if (!blocks.some((block) => block.kind === "html" && (block.hides ?? 0) > 0)) return blocks;
  let hidden = 0;
  return blocks.filter((block) => {
    const isHidden = hidden > 0;
    if (block.kind === "html") hidden = Math.max(0, hidden + (block.hides ?? 0));
    return !isHidden;
  });
}

/** Every link in the blocks that was not taken back. */
export function standingLinks(blocks: readonly Block[]): Link[] {
  return linksOf(standingBlocks(blocks)).filter(({ struck }) => !struck);
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

/** Blocks of code outside quotes, in lists too, and `<pre>`, which is one in HTML. */
export function codesOf(blocks: readonly Block[]): Code[] {
  return blocks.flatMap((block): Code[] => {
    if (block.kind === "code") return [block];
    if (block.kind === "html") return block.isCode ? [{ kind: "code", line: block.line, text: block.text }] : [];
    return block.kind === "list" ? block.items.flatMap((item) => codesOf(item.blocks)) : [];
  });
}

/** Every image in the blocks that was not taken back. */
export function imagesOf(blocks: readonly Block[]): Link[] {
  return textsOf(standingBlocks(blocks)).flatMap((text) => (text.images ?? []).filter(({ struck }) => !struck));
}

/** Takes a text; returns it without what is struck out. */
export function standingText({ lines }: Text): string {
  return lines
    .map((line) => standingLine(line).text)
    .join("\n")
    .trim();
}

/** An item's own text and everything below it; code, and what is struck out, are left out. */
export function fullText(item: ListItem): string {
  return [item, ...textsOf(standingBlocks(item.blocks))]
    .map(standingText)
    .filter((text) => text !== "")
    .join("\n");
}

/** An item's own links and those below it that were not taken back. */
export function fullLinks(item: ListItem): Link[] {
  return [...item.links.filter(({ struck }) => !struck), ...standingLinks(item.blocks)];
}
