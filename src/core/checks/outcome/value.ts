import { isPlaceholder } from "../placeholder.js";
import { isFiller, tokensOf, type Token } from "./tokens.js";
import { withoutVerdict } from "./verdict.js";

const NUMBER_WORDS = new Set(
  (
    "zero none nothing nobody no all half double twice one two three four five six seven eight nine ten eleven twelve twenty thirty forty " +
    "fifty sixty seventy eighty ninety hundred thousand"
  ).split(" "),
);
const LABELS = new Set("actual value verdict result outcome measured status target goal criterion yes done".split(" "));
/** What was wanted or was so before, up to the next pause: no actual value. */
const WANTED = /\b(?:target|goal|threshold|baseline|planned|expected|previously|versus|vs|instead of|against)\b[^,;|()\n]{0,80}/gi;
const NAMES = /[a-z][a-z0-9+.-]{1,10}:\/\/\S+|#\d{1,9}\b/gi;
const BOUND =
  /(?:[<>≤≥]=?|\b(?:under|below|over|above|beyond|within|than|least|most|minimum|maximum|min\.?|max\.?))\s{0,3}(?:of\s)?[$€£]?$/i;
const DATES =
  /\b(?:19|20)\d\d-\d\d(?:-\d\d)?\b|\bq[1-4][\s/-](?:19|20)\d\d\b|\b(?:in|by|until|since|of|from)\s(?:[a-z]{3,9}\s)?(?:19|20)\d\d\b/gi;
/** A line that has this share of a criterion's words repeats it. */
const REPEATS = 0.65;

/**
 * Takes a criterion and a text about it; returns the text without the criterion's own words, which tell no outcome. Its numbers go too
 * when the text repeats the whole criterion; else a number may well be the actual value.
 */
export function withoutCriterion(criterion: string, text: string): string {
  const own = tokensOf(criterion);
  const given = tokensOf(text);
  const has = new Set(given.map((token) => token.key));
  const repeats = own.filter((token) => has.has(token.key)).length >= own.length * REPEATS;
  const left = new Map<string, number>();
  for (const { key, isNumber } of own) if (repeats || !isNumber) left.set(key, (left.get(key) ?? 0) + 1);
  return blanked(
    text,
    given.filter((token) => take(left, token)),
  );
}

/** Where a text about a criterion repeats the criterion's numbers, by the rule of `withoutCriterion`: they are no actual values. */
export function ownNumbersOf(criterion: string, text: string): [number, number][] {
  const own = tokensOf(criterion);
  const given = tokensOf(text);
  const has = new Set(given.map((token) => token.key));
  const repeats = own.filter((token) => has.has(token.key)).length >= own.length * REPEATS;
  const left = new Map<string, number>();
  if (repeats) for (const { key } of own.filter(isQuantity)) left.set(key, (left.get(key) ?? 0) + 1);
  const wanted = new Set(own.filter(isQuantity).map(({ key }) => key));
  const isBound = (token: Token) => wanted.has(token.key) && BOUND.test(text.slice(Math.max(0, token.start - 16), token.start));
  return given.filter((token) => isQuantity(token) && (isBound(token) || take(left, token))).map(({ start, end }) => [start, end]);
}

/** Where a text says what was wanted or was so before, what it names, and when: no actual values there. */
export function wantedSpans(text: string): [number, number][] {
  return [WANTED, NAMES, DATES].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match): [number, number] => [match.index, match.index + match[0].length]),
  );
}

function take(left: Map<string, number>, { key }: Token): boolean {
  const count = left.get(key) ?? 0;
  if (count > 0) left.set(key, count - 1);
  return count > 0;
}

function blanked(text: string, tokens: readonly Token[]): string {
  let out = "";
  let at = 0;
  for (const { start, end } of tokens) {
    out += `${text.slice(at, start)} `;
    at = end;
  }
  return out + text.slice(at);
}

/** True when the text, rid of the criterion's words, tells what came out: a number where the criterion has one, else any words. */
export function hasValue(criterion: string, text: string): boolean {
  if (isPlaceholder(text)) return false;
  const said = withoutVerdict(withoutBounds(criterion, text).replace(WANTED, " ").replace(NAMES, " "));
  const measured = isCounted(criterion);
  const tokens = tokensOf(measured ? said.replace(DATES, " ") : said);
  return measured ? tokens.some(isQuantity) : tokens.some((token) => !isFiller(token) && !LABELS.has(token.key));
}

/** "Under 20 minutes" in the words of a criterion that wants just that says what was wanted, not what came out. */
function withoutBounds(criterion: string, text: string): string {
  const wanted = new Set(
    tokensOf(criterion)
      .filter(isQuantity)
      .map(({ key }) => key),
  );
  const isBound = (token: Token) => wanted.has(token.key) && BOUND.test(text.slice(Math.max(0, token.start - 16), token.start));
  return blanked(text, tokensOf(text).filter(isBound));
}

function isCounted(criterion: string): boolean {
  return tokensOf(criterion.replace(DATES, " ")).some(isQuantity);
}

function isQuantity({ key, isNumber }: Token): boolean {
  return isNumber || NUMBER_WORDS.has(key);
}
