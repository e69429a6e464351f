import { nameKey } from "../../document/names.js";
import { referenceWords } from "../../document/words.js";
import type { Candidate } from "./candidates.js";

const DATE = /(?<![\d/-])(\d{4})-(\d{2})(?:-(\d{2}))?(?![\d-])/g;
const REFERENCE = /^(?:https?:\/\/\S{3,}|(?:[\w.-]{1,100}\/[\w.-]{1,100})?#\d{1,9})$/i;
const PATH = /^[\w.-]{1,100}(?:\/[\w.-]{1,100}){1,10}$/;
const NAME = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}'’&.-]*/gu;
const AFTER_QUOTE = /["”»’][\s.]*(?:[-–—(,:]|said|by|from)\s*\S/i;

/** The type a candidate names: by its Type column, its group, or a prefix such as `quote:`, `**Usage** -`. */
export function typeOf(candidate: Candidate, types: readonly string[]): string | null {
  const lead = nameKey(candidate.text.split("\n")[0] ?? "");
  for (const type of types) {
    const key = nameKey(type);
    if (candidate.type !== null && isForm(candidate.type, key)) return type;
    if (startsWithType(lead, key)) return type;
  }
  return null;
}

function isForm(word: string, key: string): boolean {
  return word === key || word === `${key}s` || word.split(/[\s/,]+/).includes(key);
}

function startsWithType(lead: string, key: string): boolean {
  const rest = lead.startsWith(`[${key}]`) ? lead.slice(key.length + 2) : lead.startsWith(key) ? lead.slice(key.length) : null;
  if (rest === null) return false;
  return lead.startsWith("[") || /^(?:s)?\s*(?:[:：|]|[-–—]\s|\()/.test(rest);
}

/** The text without its type prefix, to tell items apart and to judge them. */
export function contentOf(candidate: Candidate, types: readonly string[]): string {
  const type = typeOf(candidate, types);
  if (type === null || !startsWithType(nameKey(candidate.text.split("\n")[0] ?? ""), nameKey(type))) return candidate.text;
  return candidate.text.replace(/^[^:：|()\]–—-]*[\]:：|(–—-]+\s*/, "");
}

/** True when it has a link, an issue number or a file path. */
export function isLinked(candidate: Candidate): boolean {
  return candidate.links.some((link) => link.href !== "" && !link.href.startsWith("#")) || referenceWords(candidate.text).some(isReference);
}

function isReference(word: string): boolean {
  return REFERENCE.test(word) || (PATH.test(word) && /\.[a-z]\w{0,7}$/i.test(word));
}

/** True when it says where it comes from: a link, or who and when. */
export function isAttributed(candidate: Candidate, content: string): boolean {
  return isLinked(candidate) || (namesSomeone(content) && datesOf(content).length > 0);
}

/** A name stands outside the quoted words, and is not merely the first word of a sentence. */
function namesSomeone(content: string): boolean {
  const outside = content.replace(/"[^"\n]{0,2000}"|“[^”\n]{0,2000}”/g, ' "" ').trim();
  return [...outside.matchAll(NAME)].some((match) => match.index > 0 || /^\p{Lu}\.? \p{Lu}/u.test(outside)) || AFTER_QUOTE.test(content);
}

/** Dates written as YYYY-MM-DD or YYYY-MM, with the first instant after them. Impossible dates are none. */
export function datesOf(text: string): { text: string; start: number; end: number }[] {
  return [...text.matchAll(DATE)].flatMap(([written, year, month, day]) => {
    const start = Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1));
    if (new Date(start).toISOString().slice(0, written.length) !== written) return [];
    return [{ text: written, start, end: day === undefined ? Date.UTC(Number(year), Number(month), 1) : start + 86_400_000 }];
  });
}
