import type { CriterionGap } from "../../findings/findings.js";
import { SPAN_OF_ONE, sentencesOf, withoutConditions, withoutFeelings, withoutPast, withoutTentative } from "./clauses.js";
import { withoutDates } from "./dates.js";
import { withoutNames, withoutTitles } from "./identifiers.js";
import { plainDigits, UNSPACED_LETTER, UNSPACED_UNIT } from "./quantity.js";
import { hasBoundInWords } from "./reports.js";
import { COMPOUND, FREQUENCY, NUMBER_WORDS, ONE_OF, PERIOD, VAGUE } from "./words.js";

/** Longer criteria are judged by their beginning. */
const MAX_LENGTH = 5000;
const QUANTITIES: readonly RegExp[] = [
  // Where no spaces part words, only a unit tells a quantity from a name.
  new RegExp(`(?<![\\p{L}_]|\\d[.,]?)\\d[\\d.,]{0,30}(?![\\d.,]*\\s?${UNSPACED_LETTER})`, "u"),
  new RegExp(`(?<!第)(?<![\\d.,])\\d[\\d.,]{0,30}\\s?(?:[%％]|${UNSPACED_UNIT})`, "u"),
  new RegExp(`(?<!\\p{L})(?:${NUMBER_WORDS})(?!\\p{L})(?!-(?:${COMPOUND})(?!\\p{L}))`, "iu"),
  new RegExp(
    `\\b(?:one|a single|single)\\s(?:or more\\s|full\\s|calendar\\s)?(?:${PERIOD}|${ONE_OF})s?\\b|\\b(?:at least|at most|no more than|not more than|exactly|only|more than|less than|fewer than|up to|within|minimum of|maximum of)\\s(?:one|a single)\\b`,
    "i",
  ),
  new RegExp(
    `\\bone [\\w-]{1,30}(?: [\\w-]{1,30}){0,2} (?:per|an? (?:${PERIOD})|for (?:each|every)|in (?:each|every)|(?:and|plus) one)\\b`,
    "i",
  ),
  new RegExp(`\\b(?:${FREQUENCY})(?![\\w])`, "i"),
  new RegExp(`\\b(?:every|each)\\s(?:other\\s|single\\s|second\\s)?(?:${PERIOD})s?\\b`, "i"),
  SPAN_OF_ONE,
  new RegExp(`\\b(?:for|lasts?|at least) an? (?:full |whole |entire )?(?!second\\b)(?:${PERIOD})\\b`, "i"),
];
const PLACEHOLDER =
  /(?<![\w-])(?:x{1,3}|n{1,2}|y{1,2}|z|a|b|tbd|tba|tbc|_{2,}|\?{1,3}|\.{3})\s?(?:%|ms\b|percent\b|points?\b)|\b(?:xx+|tbd|tba|tbc)\b|<[a-z][a-z _-]{0,40}>|\?\?|_{3,}|\[(?:x|n|number|value|target|metric|amount|date)\]/i;
const VAGUE_WORD = new RegExp(`\\b(?:${VAGUE})\\b`, "i");
const BINARY =
  /\b(?:shall|must|will|can|may not|only|all|every|no|never|always|without|supports?|is able to|are able to|passes|exists?|is (?:live|published|documented|available|removed|enabled))\b/i;
const REFERENCE =
  /\b(?:existing|current|agreed|defined|documented|published)\s(?:\w{1,20}\s)?(?:slos?|slas?|service[ -]levels?(?: (?:objectives?|agreements?))?|objectives?|targets?|standards?|baselines?|budgets?|limits?|thresholds?)\b|\b(?:iso|iec|ieee|rfc|wcag|nist|gdpr|hipaa|slo|sla)\b|\b(?:compl(?:y|ies|iant)|conforms?|according) (?:with|to)\b/i;
const BASELINE =
  /\b(?:from|baseline|today|currently|current|was|instead of|down from|up from|compared (?:to|with)|versus|vs\.?)\b[^.\n]{0,80}?\d/i;

/** What is left of a text after each step; where the last quantity goes, the step says why. */
const STEPS: readonly { gap: CriterionGap; leave: (sentence: string) => string }[] = [
  { gap: "condition", leave: withoutConditions },
  { gap: "past", leave: withoutPast },
  { gap: "tentative", leave: withoutTentative },
  { gap: "feeling", leave: withoutFeelings },
];

/** Why a text states no quantity to compare with; null when it states one. Takes any text; linear, and bounded by its first characters. */
export function thresholdGap(text: string): CriterionGap | null {
  const start = plainDigits(text.slice(0, MAX_LENGTH)).replace(/(?<=\d),(?=\d{3})/g, "");
  const hasDigits = /\d/.test(start);
  const undated = hasDigits ? withoutDates(start) : start;
  const counted = withoutTitles(hasDigits ? withoutNames(undated) : start);
  if (!hasQuantity(counted)) return gapOfNumbers(start, undated);
  let sentences = sentencesOf(counted);
  for (const { gap, leave } of STEPS) {
    sentences = sentences.map(leave);
    if (!sentences.some(hasQuantity)) return gap;
  }
  return null;
}

function gapOfNumbers(text: string, undated: string): CriterionGap {
  if (PLACEHOLDER.test(text)) return "placeholder";
  if (hasQuantity(undated) || /\d/.test(undated)) return "name";
  if (/\d/.test(text)) return "date";
  return vagueWord(text) === null ? "no_number" : "vague";
}

function hasQuantity(text: string): boolean {
  return QUANTITIES.some((pattern) => pattern.test(text)) || hasBoundInWords(text);
}

/** True when it is plainly done or not, without a scale and without a vague word. */
export function isBinary(text: string): boolean {
  return BINARY.test(text) && vagueWord(text) === null;
}

/** True when it points at a standard or target written elsewhere. */
export function isReference(text: string): boolean {
  return REFERENCE.test(text);
}

/** The first word that nobody can measure; null when there is none. */
export function vagueWord(text: string): string | null {
  return VAGUE_WORD.exec(text.slice(0, MAX_LENGTH))?.[0] ?? null;
}

/** True when it says where things stand now: "from 4 h", "today 12", "baseline". */
export function hasBaseline(text: string): boolean {
  return BASELINE.test(text.slice(0, MAX_LENGTH));
}
