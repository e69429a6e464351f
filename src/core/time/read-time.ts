import type { Time } from "../basics/known.js";
import { isIsoDate } from "./dates.js";

const TIME = /^(\d{4}-\d{2}-\d{2})(?:T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** Takes `2026-11-01` (its beginning in UTC) or `2026-11-01T09:00:00Z`, with any offset; returns the moment, or null when it is none. */
export function readTime(text: string): Time | null {
  const [, date] = TIME.exec(text) ?? [];
  if (date === undefined || !isIsoDate(date)) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}
