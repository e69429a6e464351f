import type { Time } from "../basics/known.js";

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Takes a text; true when it is an existing day written `YYYY-MM-DD`. */
export function isIsoDate(text: string): boolean {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined || Number(year) < 1970) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

/** Takes a name; true when it is a time zone this machine knows (`Europe/Berlin`, `UTC`). */
export function isTimezone(name: string): boolean {
  try {
    return name.length < 64 && new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** Takes an ISO date and a time zone, both valid; returns the moment that day begins there. */
export function startOfDay(date: string, timezone: string): Time {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const first = midnight - offsetAt(midnight, timezone);
  // The offset may differ between UTC midnight and local midnight on a day the clocks change.
  return midnight - offsetAt(first, timezone);
}

function offsetAt(time: Time, timezone: string): number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const parts = new Map(format.formatToParts(time).map((part) => [part.type, Number(part.value)]));
  const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second")) - time;
}
