import { BoundedCache } from "../basics/bounded-cache.js";
import type { Section } from "../document/model.js";
import { singleSpaced, visible } from "../document/names.js";
import { isNoneElsewhere, reasonElsewhere } from "./none-words.js";
import { saysNotYet } from "./not-yet.js";
import { behindLabel, isPrompt, withoutPeople } from "./unfilled.js";
import { wordCount } from "../document/word-count.js";

const WORDS = new Set([
  "tbd",
  "tba",
  "tbc",
  "todo",
  "fixme",
  "wip",
  "xxx",
  "n/a",
  "n / a",
  "na",
  "none",
  "nil",
  "null",
  "nothing",
  "not applicable",
  "no response",
  "to do",
  "coming soon",
  "pending",
  "unknown",
  "later",
  "placeholder",
  "fill in",
  "fill me in",
  "your answer here",
  "same",
  "same as above",
  "see above",
  "no",
  "nope",
  "nah",
  "so",
  "dto",
  "nvt",
  "undefined",
  "optional",
  "dummy",
  "asd",
  "asdf",
  "asdfasdf",
  "qwerty",
  "qwertz",
  "blah",
  "foo",
  "foobar",
]);
/** Of these the ones that answer where it is said what of: "Data loss: none". */
const ANSWERS = new Set([
  "none",
  "nil",
  "null",
  "nothing",
  "no",
  "nope",
  "nah",
  "same",
  "same as above",
  "see above",
  "unknown",
  "pending",
  "later",
]);

/** More letters and digits than the longest of the words: no need to fold the text and look. */
const LONG = /^(?:[^a-z\d]{0,40}[a-z\d]){31}/i;
const MOST_REPEATED = 2000;
const MOST_PARTS = 6;
/** What is longer says more than a placeholder does. */
const MOST_BARE = 200;
/** `:construction:` is a picture, as much as 🚧 is. */
const SHORTCODE = /(?<![\p{L}\p{N}]):(?:[a-z][\w+-]{0,50}|[+-]1|100|1234):(?![\p{L}\p{N}])/giu;
/** An emoji, one of letters or digits included. */
const PICTURE = /[\d#*]\u20e3|\p{Extended_Pictographic}/gu;
/** A mark of a footnote points at what is said elsewhere, or nowhere. */
const FOOTNOTE = /\[\^[^\]\s]{1,200}\]:?|(?<!\S)\^[^\s^]{1,200}(?!\S)/g;
/** "t.b.d." and "N.A." */
const DOTS = /(?<=(?:^|[^\p{L}])\p{L})\.(?=\p{L}(?:[^\p{L}]|$))/gu;
const LOREM = /\blorem\s+ipsum\b/i;
const ANGLE = /^(?:<[^<>\n]{1,200}>\s*)+$/;
/** What a template leaves to be filled in: `{{ owner }}`, `${OWNER}`, `[insert the owner here]`. */
const BLANK =
  /^(?:\{\{[^{}\n]{1,200}\}\}|\$\{[^{}\n]{1,200}\}|\[(?:insert|enter|add|fill|describe|your|put|type|write)\s[^[\]\n]{1,200}\])$/iu;
const NONE = /^(?:n ?\/ ?a|na|none|not applicable|nothing|no(?:ne)? needed|no)\b/i;
const REASON =
  /^(?:n\/?a|none|not applicable|nothing|no(?:ne)? needed|no)\b[\s,.:;()–—-]*(?:because|since|as|due to|given|for|until|we|the|this|there|it|reason)\b[:\s]*(\S[\s\S]*)$/i;

/** What merely says "none" at greater length: no reason. */
const HOLLOW = new RegExp(
  `^(?:n/?a|none|not applicable|nothing|no)(?:[\\s,.;:–—-]{1,5}(?:${[
    "(?:at|for|as of) (?:this|the) (?:time being|time|moment|point|stage|one)",
    "(?:for|as of|right) now",
    "so far|as yet|yet|currently|today|here|known|identified|needed|required|applicable|found|either|really|whatsoever",
    "(?:that )?(?:we|i) (?:know|are aware|am aware|can think)(?: of)?",
    "(?:as|so) far as (?:we|i) (?:know|can tell|are aware|am aware)",
    "to (?:add|report|mention|declare|see here|say)",
  ].join("|")})){1,4}$`,
);

/** True for text that stands where an answer should be: TBD, N/A, "...", `<...>`, `_No response_`, "to be confirmed", or nothing at all, in each of its lines. */
export function isPlaceholder(text: string): boolean {
  return isOne(text) || (text.includes("\n") && text.split("\n").every(isOne));
}

/** Every gate of a contract asks about the same lines, and so does the next look. */
const known = new BoundedCache<boolean>({ entries: 2000 });

function isOne(text: string): boolean {
  if (text.length > MOST_BARE) return LOREM.test(visible(text)) || isBlank(text) || onlyPlaceholders(text);
  const before = known.get(text);
  if (before !== undefined) return before;
  const is = isShortOne(text);
  known.set(text, is);
  return is;
}

function isShortOne(text: string): boolean {
  const rest = behindLabel(text) ?? withoutPeople(text);
  return saysNothing(text) || (rest !== null && isOpen(rest));
}

/** "Owner: TBD", "@ana TBD" and "Owner:" say nothing; "Data loss: none" does. */
function isOpen(rest: string): boolean {
  const inner = behindLabel(rest) ?? withoutPeople(rest) ?? rest;
  const plain = bare(inner);
  return !ANSWERS.has(plain) && !isNoneElsewhere(plain) && saysNothing(inner);
}

function saysNothing(text: string): boolean {
  const plain = bare(text);
  if (!/[\p{L}\p{N}]/u.test(plain) || saysNotYet(plain) || isNoneElsewhere(plain) || isPrompt(plain)) return true;
  if (inParts(plain)) return true;
  if (LONG.test(text)) return LOREM.test(plain) || isBlank(text) || onlyPlaceholders(plain);
  return WORDS.has(plain) || LOREM.test(plain) || isBlank(text) || onlyPlaceholders(plain);
}

/** "No, to be discussed": two of them, one after the other, say no more than one. */
function inParts(plain: string): boolean {
  const parts = plain.split(/[,;，；、]\s*|\s[–—-]\s/u);
  return parts.length > 1 && parts.length <= MOST_PARTS && parts.every((part) => WORDS.has(part) || HOLLOW.test(part) || saysNotYet(part));
}

function isBlank(text: string): boolean {
  const plain = text.trim();
  return ANGLE.test(plain) || BLANK.test(plain);
}

/** "TBD, TBD": saying it again, in every cell of a row, makes it no answer. */
function onlyPlaceholders(text: string): boolean {
  const looked = text.slice(0, MOST_REPEATED);
  // Word by word: the first one nearly always tells.
  const words = /[^\s,;:|.…–—-]+/g;
  for (let found = words.exec(looked); found !== null; found = words.exec(looked)) {
    // The last one may be cut.
    const isCut = looked.length < text.length && found.index > 0 && words.lastIndex === looked.length;
    if (!isCut && !isNoWord(bare(found[0]))) return false;
  }
  return true;
}

function isNoWord(word: string): boolean {
  return WORDS.has(word) || !/[\p{L}\p{N}]/u.test(word);
}

/** True for what somebody chose of what the form offers: then it is an answer, whatever it looks like. */
export function isChosen({ question }: Pick<Section, "question">, text: string): boolean {
  return question !== undefined && question.type === "dropdown" && question.options.some((option) => option.trim() === text.trim());
}

/** True for "None", "N/A" and the like, with or without a reason. */
export function saysNone(text: string): boolean {
  const plain = bare(text);
  if (isNoneElsewhere(plain) || reasonElsewhere(plain) !== null) return true;
  return NONE.test(plain) && (wordCount(plain) <= 2 || HOLLOW.test(plain) || REASON.test(plain));
}

/** True for "None, because …" with a real reason. */
export function hasReason(text: string): boolean {
  const plain = bare(text);
  const reason = HOLLOW.test(plain) ? "" : (reasonElsewhere(plain) ?? REASON.exec(plain)?.[1] ?? "");
  return !isPlaceholder(reason) && wordCount(reason) >= 2;
}

function bare(text: string): string {
  // Wide letters are letters: ＴＢＤ.
  return singleSpaced(visible(text.normalize("NFKC")).toLowerCase())
    .replace(FOOTNOTE, " ")
    .replace(SHORTCODE, " ")
    .replace(PICTURE, " ")
    .replace(DOTS, "")
    .replace(/^[\s_*`"'([{.!?:;,–—。．、，：；！？（「『【…·~-]+/u, "")
    .replace(/[\s_*`"')\]}.!?:;,–—。．、，：；！？）」』】…·~-]{1,500}$/u, "");
}
