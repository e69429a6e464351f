import { parseDuration } from "./durations.js";
import { unitOf, type Unit } from "./unit-words.js";

const LETTERS: Record<Unit, string> = { minute: "m", hour: "h", day: "d", week: "w", month: "P_M", year: "P_Y", second: "PT_S" };
const ABBREVIATED = new Map<string, Unit>([
  ["mn", "minute"],
  ["mins", "minute"],
  ["hs", "hour"],
  ["hrs", "hour"],
  ["hr", "hour"],
  ["wks", "week"],
  ["wk", "week"],
  ["m", "minute"],
  ["h", "hour"],
  ["d", "day"],
  ["w", "week"],
  ["s", "second"],
  ["y", "year"],
  ["mo", "month"],
]);
const NUMBERS = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const LONGEST = 40;

/** Takes a text that is no duration; returns the one that it seems to mean, as it must be written, or null. */
export function nearDuration(text: string): string | null {
  const given = text.trim();
  if (given.length > LONGEST || given === "") return null;
  const iso = given.toUpperCase();
  if (parseDuration(iso)) return iso;
  const pieces = [...given.matchAll(/(\d{1,6}(?:[.,]\d{1,3})?|\p{L}+)[\s-]*(\p{L}+)\.?/gu)];
  const rest = pieces.reduce((left, [piece]) => left.replace(piece, ""), given);
  if (!/^[\s,]*(?:(?:and|und|et|y|e|en)[\s,]*)*$/i.test(rest)) return null;
  const parts = pieces.map(([, count = "", unit = ""]) => ({
    count: countOf(count),
    unit: unitOf(unit) ?? ABBREVIATED.get(unit.toLowerCase()) ?? null,
  }));
  const written = parts.length === 1 && parts[0] ? single(parts[0].count, parts[0].unit) : together(parts);
  return written !== null && parseDuration(written) ? written : null;
}

function countOf(text: string): number | null {
  if (/^\d/.test(text)) return Number(text.replace(",", "."));
  const word = text.toLowerCase();
  if (["a", "an", "ein", "eine", "einen", "un", "une", "una", "uno"].includes(word)) return 1;
  const index = NUMBERS.indexOf(word);
  return index > 0 ? index : null;
}

const SMALLER = new Map<Unit, [Unit, number]>([
  ["hour", ["minute", 60]],
  ["day", ["hour", 24]],
  ["week", ["day", 7]],
]);

function single(count: number | null, unit: Unit | null): string | null {
  if (count === null || unit === null) return null;
  const letter = LETTERS[unit];
  if (Number.isInteger(count)) return letter.includes("_") ? letter.replace("_", String(count)) : `${count}${letter}`;
  const [smaller, times] = SMALLER.get(unit) ?? [];
  return smaller === undefined || times === undefined || !Number.isInteger(count * times) ? null : single(count * times, smaller);
}

/** `1 day 12 hours`: several units are written as ISO 8601 has them. */
function together(parts: readonly { count: number | null; unit: Unit | null }[]): string | null {
  const of = (unit: Unit, letter: string): string => {
    const found = parts.filter((part) => part.unit === unit);
    return found.length === 1 && found[0]?.count !== null ? `${found[0]?.count}${letter}` : "";
  };
  if (parts.length === 0 || parts.some(({ count, unit }) => count === null || unit === null || !Number.isInteger(count))) return null;
  const date = of("year", "Y") + of("month", "M") + of("week", "W") + of("day", "D");
  const time = of("hour", "H") + of("minute", "M") + of("second", "S");
  const units = new Set(parts.map(({ unit }) => unit));
  return units.size < parts.length ? null : `P${date}${time === "" ? "" : `T${time}`}`;
}
