import { visible } from "../../document/names.js";

/** A word or number of a text, with its place. */
export interface Token {
  /** In comparison form: lower case, without the endings that merely inflect it. */
  key: string;
  isNumber: boolean;
  start: number;
  end: number;
}

const TOKEN = /\p{N}+(?:[.,]\p{N}+)*|\p{L}[\p{L}\p{M}]*/gu;
const FILLERS = new Set(
  (
    "a an the of to in on at by for with and or is are was were be been it its this that than as from per each every all no not we our their within after before " +
    "least most more less under over below above up down"
  ).split(" "),
);

/** Takes a text; returns its words and numbers. Linear. */
export function tokensOf(text: string): Token[] {
  return [...visible(text).matchAll(TOKEN)].map((match) => {
    const isNumber = /^\p{N}/u.test(match[0]);
    return { key: isNumber ? match[0] : stem(match[0].toLowerCase()), isNumber, start: match.index, end: match.index + match[0].length };
  });
}

/** True for words that a text has whatever it is about. */
export function isFiller({ key }: Token): boolean {
  return FILLERS.has(key);
}

/** "comparisons" and "comparison", "exported" and "exports" are one word here; it need not be a real one. */
function stem(word: string): string {
  if (word.length < 5) return word;
  const bare = word.replace(/(?:ing|ed|es|s)$/, "");
  return bare.length < 3 ? word : bare.replace(/e$/, "");
}
