/** A line of a file and the marks under it. */
export interface Excerpt {
  line: string;
  /** Blanks as wide as what stands before the marked text. */
  indent: string;
  mark: string;
}

const BEFORE = 80;
const AFTER = 60;
/** A tab as it can be seen. */
const TAB = "→   ";
/** What takes two columns on a terminal. */
const WIDE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{Emoji_Presentation}\u3000-\u303F\uFF01-\uFF60\uFFE0-\uFFE6]/u;
/** What takes none. */
const NONE = /[\p{Mn}\p{Me}]/u;

/** Takes a file's text and a place in it; returns its line with marks under the word there, or null where there is nothing to show. Nothing in it can command a terminal. */
export function sourceExcerpt(text: string, { line, column }: { line: number; column: number }): Excerpt | null {
  const lines = text.replace(/^\uFEFF/, "").split("\n");
  const source = lines[line - 1]?.replace(/\r$/, "");
  if (source === undefined || source.trim() === "") return null;
  const at = Math.min(column - 1, source.length);
  const before = shown(cutStart(source.slice(0, at)));
  const word = source.slice(at, at + wordLength(source, at));
  const after = shown(cutEnd(source.slice(at + word.length)));
  const marked = shown(cutEnd(word));
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

function cutStart(text: string): string {
  const characters = [...text];
  return characters.length > BEFORE ? `…${characters.slice(-BEFORE).join("")}` : text;
}

function cutEnd(text: string): string {
  const characters = [...text];
  return characters.length > AFTER ? `${characters.slice(0, AFTER).join("")}…` : text;
}

function shown(text: string): string {
  return text
    .toWellFormed()
    .replaceAll("\t", TAB)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "·");
}

function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (NONE.test(character) ? 0 : WIDE.test(character) ? 2 : 1), 0);
}
