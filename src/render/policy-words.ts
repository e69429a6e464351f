import { shownEmoji } from "../core/basics/names.js";
import { inert, quoted } from "./inert.js";

/** Longer, with what keeps it inert, than any name people would give. */
const LONGEST = 1000;
/** Joiners and directions belong to scripts and emoji; other invisible characters only hide something. */
const INVISIBLE = /(?![\u200c-\u200f\u{e0020}-\u{e007f}])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu;
const TOO_MANY_MARKS = /(\p{M}{4})\p{M}+/gu;
/** A zero-width space: what GitHub makes mentions and references of is parted after the page was made, where no escape is left to see. */
const PART = "&#8203;";

type Rule = readonly [lively: RegExp, same: (match: string) => string];

/** What could be read as markup, each with what shows the same and is none. References, unlike backslashes, hold in tables and in HTML, too. */
const LIVELY: readonly Rule[] = [
  [/&(?=#?[A-Za-z0-9]{1,32};)/g, () => "&amp;"],
  [/[\\`*~|[]/g, reference],
  [/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, reference],
  [/<(?=[A-Za-z/!?])/g, () => "&lt;"],
  // A scheme, which makes a link.
  [/(?<=[A-Za-z]):(?=\S)/g, reference],
  [/(?<=\bwww)\./gi, reference],
  [/(?<!&)#(?=\d)/g, () => `&#35;${PART}`],
  [/@(?=[\p{L}\p{N}_-])/gu, () => `&#64;${PART}`],
  [/\b(GH-)(?=\d)/gi, (match) => `${match}${PART}`],
];
const LIVELY_AT_START: readonly Rule[] = [
  [/^[-+>=#]/, reference],
  [/(?<=^\d{1,9})[.)](?=\s|$)/, reference],
];

/** A code span as an author wrote it; a backtick that has no other is none. */
const CODE = /(?<!`)`([^`]+)`(?!`)/;

/**
 * Words of the policy's authors (titles, names, notes, stages), for use in the middle of a sentence. They come from the default branch, so they are
 * shown whole and as plain prose: nothing in them is a mention, a link or markup, but for what they put into backticks themselves. Emoji written by
 * their names are shown as GitHub shows them.
 */
export function policyWords(text: string): string {
  const tidy = text
    .slice(0, LONGEST + 1)
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .replace(INVISIBLE, "·")
    .replace(TOO_MANY_MARKS, "$1")
    .trim();
  if (tidy === "") return "` `";
  // Every other part is what stands in a pair of backticks.
  const words = tidy
    .split(CODE)
    .map((part, i) => (i % 2 === 1 ? quoted(part) : prose(part, i === 0)))
    .join("");
  return words.length > LONGEST ? inert(text) : words;
}

function prose(text: string, begins: boolean): string {
  const rules = begins ? [...LIVELY, ...LIVELY_AT_START] : LIVELY;
  const inertly = rules.reduce((words, [lively, same]) => words.replace(lively, same), shownEmoji(text));
  return inertly.split("$").length > 2 ? inertly.replaceAll("$", "&#36;") : inertly;
}

function reference(sign: string): string {
  return `&#${sign.codePointAt(0) ?? 0};`;
}
