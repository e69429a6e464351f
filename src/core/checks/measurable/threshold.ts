import { withoutNames } from "./identifiers.js";
import { COUNTABLE, FREQUENCY, NUMBER_WORDS, PERIOD, VAGUE } from "./words.js";

const DIGITS =
  /(?<![\p{L}\d_])[<>≤≥=~]*\s?[$€£¥]?\d{1,15}(?:[.,]\d{1,10})?(?:\s?(?:%|[kmb]\b|ms\b|s\b|x\b))?(?![\p{L}_])|\d{1,15}(?:\.\d{1,6})?\s?(?:%|percent|[kMGT]i?[Bb]|[kmµun]?s|min|hrs?|h|d|x|am|pm|px|fps|rps|qps|Hz|°)(?![\p{L}])/u;
const WORDS = new RegExp(`\\b(?:${NUMBER_WORDS})\\b`, "i");
const ONE = new RegExp(
  `\\b(?:one|a single|single)\\s(?:or more\\s|full\\s|calendar\\s)?(?:${COUNTABLE})s?\\b|\\b(?:at least|at most|no more than|exactly|only|more than|less than|up to|within) one\\b`,
  "i",
);
const EVERY = new RegExp(
  `\\b(?:every|each|per|once (?:a|an|per|every)|times (?:a|an|per)|within (?:a|an|one|the same))\\s(?:other\\s|single\\s)?(?:${PERIOD})\\b|\\b(?:${FREQUENCY})\\b`,
  "i",
);
const PLACEHOLDER = /\b(?:x|xx|n|y|tbd)\s?%|\b(?:tbd|tbc)\b/i;
const VAGUE_WORD = new RegExp(`\\b(?:${VAGUE})\\b`, "i");
const BINARY =
  /\b(?:shall|must|will|can|may not|only|all|every|no|never|always|without|supports?|is able to|are able to|passes|exists?|is (?:live|published|documented|available|removed|enabled))\b/i;
const REFERENCE =
  /\b(?:existing|current|agreed|defined|documented|published)\s(?:\w{1,20}\s)?(?:slos?|slas?|targets?|standards?|baselines?|budgets?|limits?|thresholds?)\b|\b(?:iso|iec|ieee|rfc|wcag|nist|gdpr|hipaa|slo|sla)\b|\b(?:compl(?:y|ies|iant)|conforms?|according) (?:with|to)\b/i;
const OBSERVED = /\b(?:currently|today|at present|as of now|in the past|last (?:year|month|quarter|week)|we (?:saw|found|measured|had))\b/i;
const TARGET =
  /\b(?:shall|must|should|will|target|goal|at least|at most|under|below|above|within|less than|more than|fewer than|no more|up to|reach|fall|drop|rise|increase|reduce|from .{1,60} to)\b|[<>≤≥]/i;

/** True when the text states a quantity to compare with: a number, a share, a frequency that is not a mere name. */
export function statesThreshold(text: string): boolean {
  const rest = withoutNames(text.slice(0, 5000));
  if (OBSERVED.test(rest) && !TARGET.test(rest)) return false;
  if (PLACEHOLDER.test(rest) && !DIGITS.test(rest)) return false;
  return DIGITS.test(rest) || WORDS.test(rest) || ONE.test(rest) || EVERY.test(rest);
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
  return VAGUE_WORD.exec(text)?.[0] ?? null;
}

/** True when it says where things stand now: "from 4 h", "today 12", "baseline". */
export function hasBaseline(text: string): boolean {
  return /\b(?:from|baseline|today|currently|current|was|instead of|down from|up from|compared (?:to|with)|versus|vs\.?)\b[^.\n]{0,80}?\d/i.test(
    text,
  );
}
