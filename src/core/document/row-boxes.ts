import { isTickedBox, lineBox, readBox } from "./boxes.js";
import type { Table, TableRow, Text } from "./model.js";
import { visible } from "./names.js";

/** A row of a table, its head included, and what its boxes say. */
export interface BoxedRow {
  row: TableRow;
  /** Null where no box has a cell of its own. */
  boxes: RowBoxes | null;
}

/** The boxes of a row that have cells of their own. */
export interface RowBoxes {
  /** All of them are ticked, and no cell where another row has a box says something else. */
  done: boolean;
  /** What stands in the cell that is not ticked; empty when there is none. */
  written: string;
  /** The cells beside them that say something: what the boxes are for, without a box that they begin with. */
  names: string[];
}

/**
 * Takes a table; returns its head and rows with their boxes. A column that holds a box holds one for each row that says something there: what is no tick is open.
 * The head counts where its box is open, as a row that was written first; a ticked one may be the column's name. Linear.
 */
export function boxedRows({ line, header, rows }: Table): BoxedRow[] {
  const columns = new Set(rows.flatMap(({ cells }) => columnsIn(cells, isBox)));
  const own = new Set(columnsIn(header, isOpenBox));
  const head = { line, cells: header };
  return [{ row: head, boxes: boxesOf(head, own) }, ...rows.map((row) => ({ row, boxes: boxesOf(row, columns) }))];
}

function columnsIn(cells: readonly Text[], test: (text: string) => boolean): number[] {
  return cells.flatMap(({ text }, column) => (test(bare(text)) ? [column] : []));
}

function boxesOf({ cells }: TableRow, columns: ReadonlySet<number>): RowBoxes | null {
  if (columns.size === 0) return null;
  const boxes = cells.filter((cell, column) => columns.has(column) && bare(cell.text) !== "");
  const beside = cells.filter((cell, column) => !columns.has(column) && bare(cell.text) !== "");
  const texts = beside.map((cell) => ({ box: lineBox(cell.text), text: cell.named ?? cell.text }));
  const names = texts.map(({ box, text }) => box?.rest ?? text);
  if (boxes.length === 0) return null;
  const open = boxes.filter((cell) => !isTicked(cell)).map(({ text }) => bare(text));
  for (const { box } of texts) if (box?.ticked === false) open.push(box.written);
  if (names.length > 0) return { done: open.length === 0, written: open[0] ?? "", names };
  // Nothing says what they are for: a tick says nothing then, and what is open stays open.
  return open.length === 0 ? null : { done: false, written: open[0] ?? "", names: boxes.map(({ text }) => bare(text)) };
}

/** A sign such as ✅ is a word like others, until another row has a box there. */
function isBox(text: string): boolean {
  return readBox(`${text} .`)?.rest === "." || /^(?:［[xX✓]］|[☑🗹]\ufe0f?)$/u.test(text);
}

function isOpenBox(text: string): boolean {
  const box = readBox(`${text} .`);
  return box?.rest === "." && !box.ticked;
}

/** Ticks in code and in what is struck out are nobody's. */
function isTicked({ text, standing = text, lines }: Text): boolean {
  return [standing, lines.map(({ prose }) => prose).join("\n")].every((each) => isTickedBox(bare(each)));
}

function bare(text: string): string {
  return visible(text).trim();
}
