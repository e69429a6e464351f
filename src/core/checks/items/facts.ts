import { nameKey } from "../../document/names.js";
import { referenceWords } from "../../document/words.js";
import { namesSource } from "./attribution.js";
import type { Candidate } from "./candidates.js";

const DATE = /(?<![\d/-])(\d{4})-(\d{2})(?:-(\d{2}))?(?![\d-])/g;
const REFERENCE = /^(?:https?:\/\/\S{3,}|(?:[\w.-]{1,100}\/[\w.-]{1,100})?#\d{1,9})$/i;
const PATH = /^[\w.-]{1,100}(?:\/[\w.-]{1,100}){1,10}$/;
/** No type's name is longer, so no more of a long line needs to be looked at. */
const LEAD = 200;

/** What an item is, and what it says. */
export interface Kind {
  /** The type it names: by its Type column, its group, or a prefix such as `quote:`, `**Usage** -`; null: none of those wanted. */
  type: string | null;
  /** The text without its type prefix, to tell items apart and to judge them. */
  content: string;
}

/** Prepares the types that items may name; returns what tells an item's. */
export function kindReader(types: readonly string[]): (candidate: Candidate) => Kind {
  const keys = types.map((type) => ({ type, key: nameKey(type) }));
  return (candidate) => {
    const lead = leadOf(candidate);
    const named = keys.find(({ key }) => (candidate.type !== null && isForm(candidate.type, key)) || startsWithType(lead, key));
    if (named === undefined) return { type: null, content: candidate.text };
    return { type: named.type, content: startsWithType(lead, named.key) ? withoutPrefix(candidate.text) : candidate.text };
  };
}

function withoutPrefix(text: string): string {
  return text.replace(/^[^:：|()\]–—-]*[\]:：|(–—-]+\s*/, "");
}

function leadOf({ text }: Candidate): string {
  const end = text.indexOf("\n");
  return nameKey(text.slice(0, Math.min(end === -1 ? text.length : end, LEAD)));
}

function isForm(word: string, key: string): boolean {
  return word === key || word === `${key}s` || word.split(/[\s/,]+/).includes(key);
}

function startsWithType(lead: string, key: string): boolean {
  const rest = lead.startsWith(`[${key}]`) ? lead.slice(key.length + 2) : lead.startsWith(key) ? lead.slice(key.length) : null;
  if (rest === null) return false;
  return lead.startsWith("[") || /^(?:s)?\s*(?:[:：|]|[-–—]\s|\()/.test(rest);
}

/** True when it has a link, an issue number or a file path. */
export function isLinked(candidate: Candidate): boolean {
  return (
    candidate.links.some((link) => link.href !== "" && !link.href.startsWith("#")) ||
    (/[#/]/.test(candidate.text) && referenceWords(candidate.text).some(isReference))
  );
}

function isReference(word: string): boolean {
  return REFERENCE.test(word) || (PATH.test(word) && /\.[a-z]\w{0,7}$/i.test(word));
}

/** True when it says what it rests on: a link, or what the grammar of attributions knows. */
export function isAttributed(candidate: Candidate, content: string): boolean {
  return isLinked(candidate) || namesSource({ ...candidate, content });
}

/** Dates written as YYYY-MM-DD or YYYY-MM, with the first instant after them. Impossible dates are none. */
export function datesOf(text: string): { text: string; start: number; end: number }[] {
  return [...text.matchAll(DATE)].flatMap(([written, year, month, day]) => {
    const start = Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1));
    const date = new Date(start);
    if (date.getUTCFullYear() !== Number(year) || date.getUTCMonth() + 1 !== Number(month)) return [];
    if (date.getUTCDate() !== Number(day ?? 1)) return [];
    return [{ text: written, start, end: day === undefined ? Date.UTC(Number(year), Number(month), 1) : start + 86_400_000 }];
  });
}
