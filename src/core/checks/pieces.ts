import type { IsTemplateText, TextPlace } from "../content/template-words.js";
import { TICKED } from "../content/template-pieces.js";
import { isOpenRow, strayBox } from "../document/boxes.js";
import type { Block, ListItem, Table, Text } from "../document/model.js";
import { isPlaceholder } from "./placeholder.js";

/** Something that may be an answer, or part of one. */
export interface Piece {
  /** Media: images and videos, which say nothing in words. */
  kind: "text" | "code" | "media";
  line: number;
  text: string;
  /** It stands behind a box that was ticked. */
  ticked: boolean;
}

/** The first line of a quote that GitHub shows as a box of its own. */
const ALERT = /^\[!(?:note|tip|important|warning|caution)\](?:\n|$)/i;

/** A box without a word behind it, and a line that is struck out. */
const NOTHING = /^\s*(?:(?:[-*+] *)?\[[\sxX]?\]|~[^~]+~)\s*$/;

interface Options {
  /** Headings are part of the answer, not of what is asked. */
  headings?: boolean;
}

/**
 * Takes the blocks below a heading; returns what in them may answer: texts without what is struck out, code, images and videos. What is open is none: a
 * box that nobody ticked, the head of a table with nothing below it, the title of a folded part.
 */
export function piecesOf(blocks: readonly Block[], options: Options = {}): Piece[] {
  const found: Piece[] = [];
  addPieces(blocks, options, found);
  return found;
}

function addPieces(blocks: readonly Block[], options: Options, to: Piece[]): void {
  let hidden = 0;
  for (const block of blocks) {
    const isHidden = hidden > 0;
    if (block.kind === "html") hidden = Math.max(0, hidden + (block.hides ?? 0));
    if (!isHidden) addBlock(block, options, to);
  }
}

function addBlock(block: Block, options: Options, to: Piece[]): void {
  switch (block.kind) {
    case "code":
      return add({ kind: "code", line: block.line, text: block.text.trim(), ticked: false }, to);
    case "list":
      return block.items.forEach((item) => addItem(item, options, to));
    case "table":
      return addTable(block, to);
    case "quote":
      return addPieces(withoutAlert(block.blocks), options, to);
    case "heading":
      return options.headings ? addText(block, to) : undefined;
    default:
      return addText(block, to);
  }
}

function add(piece: Piece, to: Piece[]): void {
  if (piece.text !== "") to.push(piece);
}

function addText(text: Text, to: Piece[], ticked = false): void {
  add({ kind: "text", line: text.line, text: withoutBoxes(text.standing ?? text.text), ticked }, to);
  for (const href of text.media ?? []) to.push({ kind: "media", line: text.line, text: href, ticked });
}

/** Boxes that were written into a paragraph are as open as those of a list, and GitHub strikes out what stands between single tildes, too. */
function withoutBoxes(text: string): string {
  if (!/[[［☐□~]/u.test(text)) return text;
  const lines = text.split("\n").filter((line) => strayBox(line) === null && !NOTHING.test(line));
  return lines.join("\n").trim();
}

function addItem(item: ListItem, options: Options, to: Piece[]): void {
  if (item.task !== "open") addText(item, to, item.task === "done");
  addPieces(item.blocks, options, to);
}

/** What a table's head says is asked, not answered, until something is said below it. */
function addTable({ header, rows }: Table, to: Piece[]): void {
  const cells: Piece[] = [];
  const said = rows.filter((row) => !isOpenRow(row.cells.map(({ text }) => text)));
  for (const row of said) for (const cell of row.cells) addText(cell, cells);
  if (cells.some(({ text }) => !isPlaceholder(text))) for (const cell of header) addText(cell, to);
  for (const piece of cells) to.push(piece);
}

function withoutAlert(blocks: readonly Block[]): readonly Block[] {
  const [first, ...rest] = blocks;
  if (first?.kind !== "paragraph" || !ALERT.test(first.text)) return blocks;
  const text = first.text.replace(ALERT, "");
  const standing = first.standing?.replace(ALERT, "");
  return [{ ...first, text, lines: first.lines.slice(1), ...(standing === undefined ? {} : { standing }) }, ...rest];
}

/** Takes a piece, the test for template text and where the piece stands; returns it without what a template put there, null when that is all of it. */
export function ownPiece(piece: Piece, isTemplateText: IsTemplateText, place: TextPlace): Piece | null {
  const mark = piece.ticked ? TICKED : "";
  if (isTemplateText(mark + piece.text, place)) return null;
  const lines = piece.text.split("\n");
  if (lines.length === 1) return piece;
  const own = lines.filter((line) => line.trim() === "" || !isTemplateText(mark + line, place));
  const text = own.join("\n").trim();
  return text === "" ? null : { ...piece, text };
}

/** Takes blocks; returns what in them answers, a line each: images by where they are. */
export function answerText(blocks: readonly Block[], options: Options = {}): string {
  return piecesOf(blocks, options)
    .map(({ text }) => text)
    .join("\n");
}

/** Takes a text of its own, such as a cell; returns what in it answers. */
export function answerIn(text: Text): string {
  const pieces: Piece[] = [];
  addText(text, pieces);
  return pieces.map((piece) => piece.text).join("\n");
}
