import type { Duration } from "./types.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SHORT_FORM = /^(\d{1,6})([mhdw])$/;
/** ISO 8601: at least one number, and after `T`, too. */
const ISO_FORM =
  /^P(?!$)(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/;
/** A century: beyond that, dates stop being dates. */
const LONGEST = 36_500 * DAY;

/** A duration by the units it was written in: a working day is not 24 working hours. */
export interface DurationParts {
  years: number;
  months: number;
  weeks: number;
  days: number;
  /** Hours, minutes and seconds, in milliseconds. */
  ms: number;
}

const NOTHING: DurationParts = { years: 0, months: 0, weeks: 0, days: 0, ms: 0 };

/** What a duration looks like, for messages. */
export const DURATION_FORMS = "a duration such as 30m, 24h, 180d, 2w or P1DT12H";

/** The same grammar for editors, as far as a pattern can tell: how long is too long, only `parseDuration` knows. */
export const DURATION_PATTERN = `^(?:(?!0+[mhdw]$)${withoutGroups(SHORT_FORM)}|(?!P[^1-9]*$)${withoutGroups(ISO_FORM)})$`;

/** Takes `24h`, `180d`, `2w`, `30m` or ISO 8601 (`P1DT12H`); returns the duration, or null when it is none. */
export function parseDuration(text: string): Duration | null {
  const parts = durationParts(text);
  const ms = parts === null ? 0 : total(parts);
  return ms <= 0 || ms > LONGEST ? null : { text, ms };
}

/** Takes a duration as written; returns its milliseconds, or null when it is none. Months count 30 days, years 365. */
export function durationMs(text: string): number | null {
  return parseDuration(text)?.ms ?? null;
}

/** Takes a duration as written; returns one that is longer: by one of its unit, or by a day where it is written otherwise. */
export function longerDuration(text: string): string {
  const [, count, unit] = SHORT_FORM.exec(text) ?? [];
  if (count !== undefined && unit !== undefined) return `${Number(count) + 1}${unit}`;
  return `${Math.round((durationMs(text) ?? 0) / DAY) + 1}d`;
}

/** Takes a duration as written; returns its units, or null when it is none. Lengths of nothing are read, too. */
export function durationParts(text: string): DurationParts | null {
  return shortParts(text) ?? isoParts(text);
}

function shortParts(text: string): DurationParts | null {
  const [, digits, unit] = SHORT_FORM.exec(text) ?? [];
  const count = Number(digits);
  switch (unit) {
    case "w":
      return { ...NOTHING, weeks: count };
    case "d":
      return { ...NOTHING, days: count };
    case "h":
      return { ...NOTHING, ms: count * HOUR };
    case "m":
      return { ...NOTHING, ms: count * MINUTE };
    default:
      return null;
  }
}

function isoParts(text: string): DurationParts | null {
  const match = ISO_FORM.exec(text);
  if (!match) return null;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((digits) => Number(digits ?? 0));
  return { years, months, weeks, days, ms: hours * HOUR + minutes * MINUTE + seconds * 1000 };
}

function total({ years, months, weeks, days, ms }: DurationParts): number {
  return (years * 365 + months * 30 + weeks * 7 + days) * DAY + ms;
}

function withoutGroups({ source }: RegExp): string {
  return source.slice(1, -1).replaceAll(/\((?!\?)/g, "(?:");
}
