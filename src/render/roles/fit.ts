import { largest } from "../../core/basics/largest.js";

const GAP = 2;

/** Takes rows of cells and how wide a line may be; returns them as lines whose columns begin at one place, or null where a word would have to be cut. */
export function columns(rows: readonly (readonly string[])[], width: number): string[] | null {
  const count = largest(rows.map((row) => row.length));
  const at = (measure: (cell: string) => number) =>
    Array.from({ length: count }, (_, column) => largest(rows.map((row) => measure(row[column] ?? ""))));
  const widths = squeezed(
    at(lengthOf),
    at((cell) => largest(wordsOf(cell).map(lengthOf))),
    width - GAP * Math.max(0, count - 1),
  );
  return widths && rows.flatMap((row) => lines(row, widths));
}

/** Takes a text, how wide a line may be and what further lines begin with; returns it in lines, parted between words. */
export function wrapped(text: string, width: number, indent = ""): string[] {
  const done: string[] = [];
  let line = "";
  for (const word of wordsOf(text)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line.trim() === "" || lengthOf(longer) <= width) line = longer;
    else {
      done.push(line);
      line = `${indent}${word}`;
    }
  }
  return [...done, line];
}

/** Takes from the widest column until all fit; null where that would cut a word. */
function squeezed(natural: readonly number[], least: readonly number[], room: number): number[] | null {
  const sum = (of: readonly number[]) => of.reduce((all, one) => all + one, 0);
  if (sum(least) > room) return null;
  const widths = [...natural];
  for (let over = sum(widths) - room; over > 0; over -= 1) {
    const widest = largest(widths.filter((one, column) => one > (least[column] ?? 0)));
    const column = widths.findIndex((one, index) => one === widest && one > (least[index] ?? 0));
    widths[column] = widest - 1;
  }
  return widths;
}

function lines(row: readonly string[], widths: readonly number[]): string[] {
  const cells = widths.map((width, column) => wrapped(row[column] ?? "", width));
  return Array.from({ length: largest(cells.map((cell) => cell.length)) }, (_, at) =>
    cells
      .map((cell, column) => padded(cell[at] ?? "", widths[column] ?? 0))
      .join(" ".repeat(GAP))
      .trimEnd(),
  );
}

function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - lengthOf(text)));
}

function wordsOf(text: string): string[] {
  return text.split(" ").filter((word) => word !== "");
}

function lengthOf(text: string): number {
  return [...text].length;
}
