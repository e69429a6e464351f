import type { Duration } from "./types.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SHORT = new Map([["m", MINUTE], ["h", HOUR], ["d", DAY], ["w", 7 * DAY]]);
const SHORT_FORM = /^(\d{1,6})([mhdw])$/;
const ISO_FORM = /^P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/;
const ISO_UNITS = [365 * DAY, 30 * DAY, 7 * DAY, DAY, HOUR, MINUTE, 1000];
/** A century: beyond that, dates stop being dates. */
const LONGEST = 36_500 * DAY;

/** What a duration looks like, for messages. */
export const DURATION_FORMS = "a duration such as 30m, 24h, 180d, 2w or P1DT12H";

/** Takes `24h`, `180d`, `2w`, `30m` or ISO 8601 (`P1DT12H`); returns the duration, or null when it is none. */
export function parseDuration(text: string): Duration | null {
  const ms = shortMs(text) ?? isoMs(text);
  return ms === null || ms <= 0 || ms > LONGEST ? null : { text, ms };
}

function shortMs(text: string): number | null {
  const [, count, unit] = SHORT_FORM.exec(text) ?? [];
  const length = SHORT.get(unit ?? "");
  return count === undefined || length === undefined ? null : Number(count) * length;
}

function isoMs(text: string): number | null {
  const parts = ISO_FORM.exec(text);
  if (!parts || text.endsWith("T")) return null;
  return ISO_UNITS.reduce((sum, length, index) => sum + Number(parts[index + 1] ?? 0) * length, 0);
}
