import { unitOf } from "./units.js";

/** A number with its unit, and its place in the text. */
export interface Quantity {
  value: number;
  /** As `unitOf` keeps it; empty without one. */
  unit: string;
  /** Signed in the text: a change. */
  signed: boolean;
  text: string;
  start: number;
  end: number;
}

const WORDS: ReadonlyMap<string, number> = new Map(
  // "one" is more often a pronoun.
  "zero two three four five six seven eight nine ten eleven twelve".split(" ").map((word, index) => [word, index === 0 ? 0 : index + 1]),
);
const SCALES: ReadonlyMap<string, number> = new Map([
  ["k", 1e3],
  ["thousand", 1e3],
  ["mio", 1e6],
  ["m", 1e6],
  ["million", 1e6],
  ["millionen", 1e6],
  ["bn", 1e9],
  ["billion", 1e9],
]);
const NUMBER =
  "\\d{1,3}(?:[,'’\\u00a0\\u202f]\\d{3}){1,4}(?:\\.\\d{1,12})?(?!\\d)|\\d{1,16}(?:[.,]\\d{1,20})?(?:e[+-]?\\d{1,3}(?![\\w.]))?";
const LETTER = "\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}";
/** A letter of a script that puts no spaces between words. */
export const UNSPACED_LETTER = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}]";
/** There, units are those that are known. */
export const UNSPACED_UNIT =
  "ミリ秒|毫秒|秒間?|分間|分钟|分鐘|分(?!の)|時間|小时|小時|日間|日(?!本)|天|週間|[周週]|か月|ヶ月|个月|個月|年|円|元|件|人|回|台|個|个|社|か所|割|次|명|개|건|초|분|시간|일|パーセント";
const QUANTITY = new RegExp(
  `(?<![${LETTER}\\p{N}_.,:/#-]|\\d[–-])([-−+±](?=[\\d$€£¥])|)([$€£¥]|\\b(?:EUR|USD|GBP|CHF|JPY)\\s)?((?:${NUMBER})(?!\\d|:\\d|\\s?[–-]\\s?\\d|/\\d)|(?:${[...WORDS.keys()].join("|")})(?![\\p{L}\\p{N}-]))` +
    `(?:(k|m|bn)(?![\\p{L}\\p{N}])|\\s(thousand|million|millionen|mio|billion)\\b\\.?)?` +
    `(?:\\s?([%％€£¥$]|per cent|pour cent|por ciento|por cento|per cento|°[CF]?)|(?:\\s|\\b)?(${UNSPACED_UNIT})|[\\s-]?([${LETTER}µμ][${LETTER}\\p{M}'’]{0,29}(?:[\\s/](?:per|a|an|pro|par|por)?\\s?(?:second|sec|s|minute|min|hour|h|day|week|month|quarter|year)\\b)?))?`,
  "giu",
);
/** What follows a number without being counted by it. */
const NO_UNIT = new Set(
  (
    "of in on at by for from to with within or and is are was were be has have per than as after before until during when if the a an each every " +
    "not no more less fewer out von bei im bis und oder sur par pour et ou de di en por y o met missed partly up down over under above below instead"
  ).split(" "),
);

/** Where the digits of other scripts begin: Arabic, Persian, Devanagari, Bengali, Thai, full width. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];

/** Takes a text; returns it with the digits of other scripts as 0 to 9. */
export function plainDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹०-९০-৯๐-๙０-９]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - (ZEROS.findLast((zero) => zero <= code) ?? code));
  });
}

/** Lists the numbers of a text with their units, in order. Linear; takes any text. A number that can be read in two ways is left out. */
export function quantitiesIn(text: string): Quantity[] {
  return [...text.matchAll(QUANTITY)].flatMap((match) => read(match));
}

function read(match: RegExpMatchArray): Quantity[] {
  const [whole, sign = "", before = "", digits = "", attached = "", spelled = "", mark = "", unspaced = "", word] = match;
  const number = numberOf(digits);
  if (number === null || match.index === undefined) return [];
  const isCounted = word !== undefined && !NO_UNIT.has((word.split(/[\s/]/, 1)[0] ?? "").toLowerCase());
  const text = isCounted || word === undefined ? whole.trimEnd() : whole.slice(0, whole.length - word.length).replace(/[\s-]$/, "");
  // A lone small m is millions beside a currency only.
  const isM = attached === "m" && before === "" && !/[€£¥$]/.test(mark);
  const scale = isM ? 1 : (SCALES.get((attached || spelled).toLowerCase()) ?? 1);
  const unit = before.trim() || mark || unspaced || (isM ? attached : isCounted ? word : "");
  const value = number * scale * (sign === "-" || sign === "−" ? -1 : 1);
  return [{ value, unit: percent(unit), signed: sign !== "", text, start: match.index, end: match.index + text.length }];
}

function percent(unit: string): string {
  return /^(?:[%％]|per cent|pour cent|por ciento|por cento|per cento)$/i.test(unit) ? "%" : unitOf(unit);
}

/** "1.200" is a thousand in one country and little more than one in another. */
function numberOf(digits: string): number | null {
  const word = WORDS.get(digits.toLowerCase());
  if (word !== undefined) return word;
  if (/^[1-9]\d{0,2}\.\d{3}$/.test(digits)) return null;
  if (/^\d{1,3}(?:[,'’\u00a0\u202f]\d{3})+(?:\.\d+)?$/.test(digits)) return Number(digits.replace(/[,'’\u00a0\u202f]/g, ""));
  return Number(digits.replace(",", "."));
}
