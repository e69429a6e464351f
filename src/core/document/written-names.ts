import { BoundedCache } from "../basics/bounded-cache.js";
import { engine } from "./engine.js";
import { boldLines } from "./inline-tags.js";
import { nameOf, readInline } from "./inline.js";
import { nameKey, singleSpaced } from "./names.js";

/** Without one of these, or a number sign at the end, a name is as Markdown what it is as text. */
const MARKUP = /[\\`*_~<&![\]]/;
const CLOSING = /[ \t]+#+\s*$/;

interface Name {
  /** As compared with text free of markup: what it is as Markdown, and what it is letter by letter. */
  keys: string[];
  /** All of it is bold. */
  bold: boolean;
}

const known = new BoundedCache<Name>({ entries: 2000, weight: 500_000 });

/**
 * Takes a name as somebody wrote it in a contract or a form; returns the keys, one at least, under which it is found among those of texts that were read:
 * what it means as Markdown comes first.
 */
export function nameKeys(name: string): readonly string[] {
  return read(name).keys;
}

/** The same for a heading: number signs at its end are the sign that it ends. */
export function headingKeys(name: string): { exact: readonly string[]; bare: readonly string[] } {
  const exact = nameKeys(name);
  return { exact, bare: CLOSING.test(name) ? nameKeys(name.replace(CLOSING, "")) : exact };
}

/** True when two names that somebody wrote mean the same. */
export function sameWritten(a: string, b: string): boolean {
  const keys = nameKeys(b);
  return nameKeys(a).some((key) => keys.includes(key));
}

/** Takes a name as written; true when all of it is bold: then a line that is bold and nothing else is meant as well. */
export function isBoldName(name: string): boolean {
  return MARKUP.test(name) && read(name).bold;
}

function read(name: string): Name {
  const before = known.get(name);
  if (before) return before;
  const literal = nameKey(name);
  const parsed = MARKUP.test(name) ? asMarkdown(singleSpaced(name).trim()) : null;
  const key = parsed === null ? literal : nameKey(parsed.text);
  const made: Name = { keys: key === literal || key === "" ? [literal] : [key, literal], bold: parsed?.bold ?? false };
  known.set(name, made, name.length);
  return made;
}

function asMarkdown(name: string): { text: string; bold: boolean } {
  const token = engine.parseInline(name, {})[0];
  if (!token) return { text: name, bold: false };
  const children = token.children ?? [];
  const bold = boldLines(children).includes(0);
  return { text: nameOf(readInline(token, 1)), bold };
}
