import { stripVTControlCharacters } from "node:util";
import { width } from "./source-excerpt.js";

/** In fewer columns a terminal may break the lines as it likes. */
const LEAST = 40;

/** Takes a text and how many columns there are, if it goes where lines have an end; returns it with longer lines broken at blanks, going on below their beginning. */
export function brokenLines(text: string, columns: number | undefined): string {
  if (columns === undefined || columns < LEAST) return text;
  return text
    .split("\n")
    .map((line) => broken(line, columns))
    .join("\n");
}

function broken(line: string, columns: number): string {
  const start = /^ */.exec(line)?.[0] ?? "";
  const indent = `${start}${start.length + 2 < columns / 2 ? "  " : ""}`;
  const lines: string[] = [];
  let current = start;
  let used = start.length;
  let isEmpty = true;
  for (const word of line.slice(start.length).split(" ")) {
    const needed = seen(word) + (isEmpty ? 0 : 1);
    if (!isEmpty && used + needed > columns) {
      lines.push(current.trimEnd());
      [current, used] = [`${indent}${word}`, indent.length + seen(word)];
    } else {
      current += `${isEmpty ? "" : " "}${word}`;
      used += needed;
    }
    isEmpty = false;
  }
  return [...lines, current].join("\n");
}

/** Columns of a word; colours take none. */
function seen(word: string): number {
  return width(stripVTControlCharacters(word));
}
