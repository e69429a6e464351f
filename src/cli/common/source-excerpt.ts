/** A line of a file and the marks under it. */
export interface Excerpt {
  line: string;
  /** Blanks as wide as what stands before the marked text. */
  indent: string;
  mark: string;
}

/** Columns of a line at most: before the marked text, for it, and after it. */
const BEFORE = 80;
const AFTER = 60;
/** Where fewer are left, a terminal may break the line as it likes. */
const LEAST = 20;
/** A tab as it can be seen. */
const TAB = "→   ";
/** What takes two columns on a terminal. */
const WIDE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{Emoji_Presentation}\u3000-\u303F\uFF01-\uFF60\uFFE0-\uFFE6]/u;
/** What takes none. */
const NONE = /[\p{Mn}\p{Me}]/u;

/** Takes a file's text, a place in it and how many columns there are; returns its line with marks under the word there, or null where there is nothing to show. Nothing in it can command a terminal. */
export function sourceExcerpt(text: string, { line, column }: { line: number; column: number }, columns = Infinity): Excerpt | null {
  const lines = text.replace(/^\uFEFF/, "").split("\n");
  const source = lines[line - 1]?.replace(/\r$/, "");
  if (source === undefined || source.trim() === "") return null;
  const at = Math.min(column - 1, source.length);
  const room = Math.max(LEAST, columns);
  const word = source.slice(at, at + wordLength(source, at));
  const marked = cutEnd(shown(word), Math.min(AFTER, Math.floor(room / 2)));
  const rest = room - width(marked);
  const following = shown(source.slice(at + word.length));
  // What stands before the mark tells where it is: it may take what the rest of the line leaves.
  const before = cutStart(shown(source.slice(0, at)), Math.min(BEFORE, Math.max(Math.ceil(rest / 2), rest - width(following))));
  const after = cutEnd(following, Math.min(AFTER, rest - width(before)));
  return { line: `${before}${marked}${after}`, indent: " ".repeat(width(before)), mark: "^".repeat(Math.max(1, width(marked))) };
}

/** A quoted text, or all up to what ends a plain one. */
function wordLength(source: string, at: number): number {
  const rest = source.slice(at);
  const quoted = /^"(?:[^"\\]|\\.)*"|^'(?:[^']|'')*'/.exec(rest)?.[0];
  if (quoted !== undefined) return quoted.length;
  const plain = /^(?:[^\s:,{}[\]#]|:(?=\S))+/.exec(rest)?.[0];
  // The end of a quoted text or of a sentence is no part of its last word.
  return Math.max(1, plain?.replace(/["'`).,;!?]+$/, "").length ?? 0);
}

function cutStart(text: string, most: number): string {
  return width(text) > most ? `…${[...fitting([...text].toReversed(), most - 1)].toReversed().join("")}` : text;
}

function cutEnd(text: string, most: number): string {
  return width(text) > most ? `${fitting([...text], most - 1).join("")}…` : text;
}

/** The first characters, as many as there are columns for. */
function fitting(characters: readonly string[], columns: number): string[] {
  let left = columns;
  const end = characters.findIndex((character) => (left -= width(character)) < 0);
  return characters.slice(0, end === -1 ? undefined : end);
}

function shown(text: string): string {
  return text
    .toWellFormed()
    .replaceAll("\t", TAB)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "·");
}

/** Takes a text without commands to a terminal; returns how many columns it takes there. */
export function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (NONE.test(character) ? 0 : WIDE.test(character) ? 2 : 1), 0);
}
