import type { Position } from "../yaml/yaml.js";

/** A value that runs over more lines than this is pointed at where it begins. */
const LINES = 20;

/** Takes a file's text, where a value begins and a word of it; returns where the word stands, or the value's place when it is not written as it is read. */
export function placeOfWord(text: string, from: Position, word: string): Position {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .slice(from.line - 1, from.line - 1 + LINES);
  for (const [index, line] of lines.entries()) {
    const column = line.indexOf(word, index === 0 ? from.column - 1 : 0);
    if (column >= 0) return { line: from.line + index, column: column + 1 };
  }
  return from;
}
