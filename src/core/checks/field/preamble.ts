import { nameOf } from "../../document/inline.js";
import type { Block } from "../../document/model.js";
import { nameKey } from "../../document/names.js";
import { textsOf } from "../../document/walk.js";
import { nameKeys } from "../../document/written-names.js";

/** What a line above the first heading says of something. */
interface Said {
  value: string;
  /** The line. */
  whole: string;
  line: number;
}

const LONGEST_NAME = 250;
const MOST_COLONS = 8;

/**
 * Takes the blocks of a text and a name; returns what its first line `Name: value` above the first heading says, null when there is none. What is quoted is
 * somebody else's, and what is struck out was taken back.
 */
export function preambleValue(blocks: readonly Block[], name: string): Said | null {
  const heading = blocks.findIndex((block) => block.kind === "heading");
  const keys = nameKeys(name);
  const above = (heading === -1 ? blocks : blocks.slice(0, heading)).filter(({ kind }) => kind !== "quote");
  for (const { lines, standing } of textsOf(above)) {
    for (const line of lines) {
      const value = valueIn(nameOf(line), keys);
      if (value !== null)
        return { value: standing === undefined ? value : valueLeft(standing, keys), whole: line.text.trim(), line: line.line };
    }
  }
  return null;
}

function valueLeft(standing: string, keys: readonly string[]): string {
  for (const line of standing.split("\n")) {
    const value = valueIn(line, keys);
    if (value !== null) return value;
  }
  return "";
}

/** A name may hold colons itself. */
function valueIn(line: string, keys: readonly string[]): string | null {
  let left = MOST_COLONS;
  for (const { index } of line.slice(0, LONGEST_NAME).matchAll(/[:：]/g)) {
    if (keys.includes(nameKey(line.slice(0, index)))) return line.slice(index + 1).trim();
    if (--left === 0) break;
  }
  return null;
}
