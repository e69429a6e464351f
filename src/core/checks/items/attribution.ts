import { datesIn } from "../age/dates.js";
import { CLAUSE, LINK, SPAN, WHEN } from "./source-words.js";

/**
 * Who or what a claim rests on, as a grammar:
 *
 *     attribution = reference | "@" login | quotation speaker | speaker quotation | place
 *     place       = "(" source ")" | dash source | "source:" source | cell of a Source column
 *     source      = name and date, in any order, with a mark between them or side by side
 *     name        = a short phrase that is no clause, no quantity, and says more than when
 *
 * What letters are written in, and whether they are capitals, makes no difference. A reference is found with the candidate's links.
 */
export interface Attributable {
  text: string;
  /** The text without what merely names the kind of thing, so that a dash after it is none before a source. */
  content: string;
  /** The text without inline code. */
  prose: string;
  /** What stands in a column for sources; null without one. */
  source: string | null;
  /** What stands in a column for dates. */
  dated: string | null;
  /** A block quote: its last line may tell who said it. */
  isQuote: boolean;
}

/** No line of evidence is longer; more of it is not looked at. */
const MOST = 4000;
const MOST_SOURCE = 240;
const LOGIN = /(?<![\p{L}\p{N}_.@/-])@[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}(?![\p{L}\p{N}_/-]|\.[a-z])/iu;
const OPEN = new Set("([（［【〔");
const CLOSE = new Set(")]）］】〕");
const DASH = /[–—―─]+|(?<=\s|^)-{1,3}(?=\s)/gmu;
const MARKER =
  /(?<![\p{L}\p{N}])(?:sources?|quellen?|fuentes?|font(?:e|es|i)|bron|kilde|källa|źródło|zdroj|lähde|kaynak|источник|джерело|πηγή|nguồn|المصدر)\s?[:：]|(?:出典|来源|來源|出处|出處|情報源|ソース|資料|출처)\s?[:：]/giu;
const QUOTATION = /"[^"\n]{1,2000}"|[“„«‹「『][^“”„«»‹›「」『』]{1,2000}[”“»›」』]/gu;
const SAID = "said|says|told (?:us|me)|wrote|writes|reports?|reported|asked|asks|sagte|sagt|schreibt|dit|écrit|dice|dijo|disse|diz";
const AFTER = new RegExp(
  `^[\\s.,!?…]*(?:[-–—―─]+\\s*|[(（]|,?\\s*(?:${SAID}|by|from|von|par|por|da|di)\\s+|,\\s*)([^\\n)）]{1,120})[)）]?[\\s.;]*(?:\\n|[(（]|$)`,
  "iu",
);
const SAYS = new RegExp(`(?:${SAID})\\s*[:：,]?\\s*$`, "iu");
const FULL_NAME = /^\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*){1,3}(?:,|$)/u;
const BEFORE = new RegExp(
  `(?:^|[\\n.;])\\s*([^\\n.;:：“”„«»"]{2,80}?)\\s*(?:[(（][^()（）\\n]{1,60}[)）]\\s*)?(?:[:：]|,?\\s*(?:${SAID})\\s*[:：,]?)\\s*$`,
  "iu",
);
const WORD = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}'’&./_-]*[\p{L}\p{M}\p{N}])?/gu;
/** In brackets after a claim these date what is named: `(interview on 2026-07-03)`. */
const ON = new Set(["on", "am", "le", "el"]);
const YEAR = /\d{4}年\d{1,2}月(?:\d{1,2}日)?/gu;
const ISO = /(?<![\d/-])\d{4}-\d{2}(?:-\d{2})?(?![\d-])/gu;

/** True when the grammar finds what the claim rests on, other than a link, an issue or a file. Linear. */
export function namesSource(given: Attributable): boolean {
  const text = given.text.slice(0, MOST);
  return (
    LOGIN.test(withoutQuotations(given.prose.slice(0, MOST))) ||
    hasSpeaker(given.content.slice(0, MOST)) ||
    (given.isQuote && isSigned(text)) ||
    inBrackets(text).some((inside) => isSource(inside, true)) ||
    afterDashes(given.content.slice(0, MOST)).some((rest) => isSource(rest, false)) ||
    afterMarkers(text).some((rest) => isStated(rest, text)) ||
    (given.source !== null && isStated(given.source.slice(0, MOST), `${given.source} ${given.dated ?? ""}`.slice(0, MOST)))
  );
}

function withoutQuotations(text: string): string {
  return text.replace(QUOTATION, " ");
}

/** A quotation with its speaker behind it, or a speaker with the quotation behind. */
function hasSpeaker(content: string): boolean {
  return [...content.matchAll(QUOTATION)].some((match) => {
    const end = match.index + match[0].length;
    // Within a sentence quotation marks hold names of things; what somebody said begins the line.
    const begins = /(?:^|\n)\s*$/.test(content.slice(Math.max(0, match.index - 20), match.index));
    const behind = begins ? AFTER.exec(content.slice(end, end + MOST_SOURCE))?.[1] : undefined;
    if (behind !== undefined && isSpeaker(behind)) return true;
    const ahead = BEFORE.exec(content.slice(Math.max(0, match.index - MOST_SOURCE), match.index));
    return ahead?.[1] !== undefined && isSpeakerAhead(ahead[1], ahead[0]);
  });
}

function isSpeaker(text: string): boolean {
  const { parts } = taken(text);
  const [first] = parts;
  return first !== undefined && isName(first) && !parts.some(isClause);
}

/** Before a quotation stands many a thing: it is a person where a word of saying follows, or two names begin with capitals. */
function isSpeakerAhead(name: string, whole: string): boolean {
  return isSpeaker(name) && (SAYS.test(whole) || FULL_NAME.test(name));
}

/** The last line of a block quote that begins with a dash. */
function isSigned(text: string): boolean {
  const lines = text.trim().split("\n");
  const last = lines.length > 1 ? /^\s*(?:[–—―─]+|-{1,3}\s)\s*(.{2,120})$/u.exec(lines.at(-1) ?? "")?.[1] : undefined;
  return last !== undefined && isSpeaker(last);
}

/** What stands in outermost brackets. */
function inBrackets(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (OPEN.has(char) && depth++ === 0) from = at + 1;
    else if (CLOSE.has(char) && depth > 0 && --depth === 0) found.push(text.slice(from, at));
  }
  return found;
}

/** What stands after each dash, up to the next one or the line's end, where a claim goes before. */
function afterDashes(text: string): string[] {
  const dashes = [...text.matchAll(DASH)].map((match) => ({ at: match.index, end: match.index + match[0].length }));
  return dashes.flatMap(({ at, end }, index) => {
    if (!isClaim(text.slice(Math.max(0, at - MOST_SOURCE), at))) return [];
    const rest = text.slice(end, dashes[index + 1]?.at ?? text.length);
    return [rest.split("\n", 1)[0]?.trim() ?? ""];
  });
}

/** At least three words, or as much in a script without spaces, or something quoted. */
function isClaim(text: string): boolean {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length >= 3 || words.some((word) => isUnspaced(word) && word.length >= 8) || /["”“»」』]\s*$/u.test(text);
}

function afterMarkers(text: string): string[] {
  return [...text.matchAll(MARKER)].map((match) => text.slice(match.index + match[0].length).split("\n", 1)[0] ?? "");
}

/** Where the place itself says that it is a source, any words that name something will do. */
function isStated(name: string, dated: string): boolean {
  const { parts } = taken(name.slice(0, MOST_SOURCE * 2));
  return parts.length > 0 && taken(dated).dates > 0;
}

/** `product analytics, 2026-07-15`: short, with a name first or behind the date, and no clause anywhere. */
function isSource(text: string, bracketed: boolean): boolean {
  if (text.length > MOST_SOURCE || !/\d/.test(text)) return false;
  const { parts, dates, spans } = taken(text);
  const [first] = parts;
  const isSpan = spans.some((word) => !(bracketed && ON.has(word)));
  return dates > 0 && !isSpan && first !== undefined && isName(first) && !parts.some(isClause);
}

/** Capitals tell a name from a verb: "Will Smith", "IT". */
function isClause(part: string): boolean {
  const words = part.match(WORD) ?? [];
  return words.some((word, index) => {
    const named = /^\p{Lu}{2}/u.test(word) || (/^\p{Lu}/u.test(word) && !/^[\p{Ll}]/u.test(words[index + 1] ?? ""));
    return !named && CLAUSE.has(word.toLowerCase());
  });
}

interface Taken {
  /** What is left between marks that says more than when. */
  parts: string[];
  dates: number;
  /** Words just before a date that say since, by or on when something is so. */
  spans: string[];
}

function taken(text: string): Taken {
  let rest = text;
  let dates = 0;
  const spans: string[] = [];
  for (const date of datesOf(text)) {
    const at = rest.indexOf(date);
    if (at === -1) continue;
    dates += 1;
    const before = wordsOf(rest.slice(Math.max(0, at - 40), at)).at(-1);
    const joined = !/[,;:、，；：(（|/·]\s*$/u.test(rest.slice(0, at));
    const linked = before !== undefined && LINK.has(before) && wordsOf(rest.slice(0, at)).length <= 5;
    if (joined && before !== undefined && SPAN.has(before) && !linked) spans.push(before);
    rest = `${rest.slice(0, at)} , ${rest.slice(at + date.length)}`;
  }
  const parts = rest.split(/[,;、，；：|·()（）[\]/]|:\s/u).map((part) => part.trim());
  return { parts: parts.filter(saysMore), dates, spans };
}

function datesOf(text: string): string[] {
  const isoDates = [...text.matchAll(ISO)].map(([date]) => date).filter(isReal);
  const others = datesIn(text, 1).flatMap((date) => (/^\d{4}-\d{2}/.test(date.text) ? [] : [date.text]));
  return [...isoDates, ...others, ...[...text.matchAll(YEAR)].map(([date]) => date)].slice(0, 20);
}

function isReal(date: string): boolean {
  const full = date.length === 7 ? `${date}-01` : date;
  const time = Date.parse(`${full}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(full);
}

/** A name begins with a letter, has two of them, and is short. */
function isName(part: string): boolean {
  const words = wordsOf(part);
  if (!/^["'“”„«‘’]?\p{L}/u.test(part) || words.length > 8 || (part.match(/\p{L}/gu) ?? []).length < 2) return false;
  // "(released 2026-07-01)" says what was done, not who says so.
  if (words.length === 1 && words[0]?.endsWith("ed")) return false;
  if (words.some((word) => isUnspaced(word) && word.length > 20)) return false;
  return !isClause(part) && !SPAN.has(words[0] ?? "") && !/\d\s?%|%\s?\d/.test(part);
}

function saysMore(part: string): boolean {
  return wordsOf(part).some((word) => !WHEN.has(word) && (word.match(/\p{L}/gu) ?? []).length >= 2);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(WORD) ?? [];
}

function isUnspaced(word: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word);
}
