import type { Calendar, Duration } from "./types.js";
import type { Time } from "../basics/known.js";
import { DateTime } from "luxon";
import { HORIZON_DAYS, workingDays, type WorkingDay } from "./working-days.js";
import { clockOf, DAY, type Wall, type ZoneClock } from "./zone-clock.js";
import { durationParts, type DurationParts } from "./durations.js";

/**
 * Takes a start, a duration and the calendar it counts in; returns the earliest moment at which it is over: within working hours or at
 * closing time, and at once without a calendar. Hours and minutes are time that passes in working hours. Days are working days at the same
 * time of day, weeks as many of them as the calendar's week has; months and years are the calendar's own, to the next opening. A start
 * outside working hours counts from the next opening. What takes more than a century of this calendar ends after a century.
 * Throws a RangeError when the time zone does not exist.
 */
export function addWorkingTime(from: Time, duration: Duration, calendar: Calendar | null): Time {
  if (calendar === null) return from + duration.ms;
  const parts = durationParts(duration.text);
  if (parts === null) return addWorkingMs(from, duration.ms, calendar);
  const days = parts.days + parts.weeks * new Set(calendar.days).size;
  return addWorkingMs(addDays(addMonths(from, parts, calendar), days, calendar), parts.ms, calendar);
}

/** As `addWorkingTime`, for milliseconds of working time. */
export function addWorkingMs(from: Time, ms: number, calendar: Calendar | null): Time {
  if (calendar === null) return from + ms;
  let left = ms;
  for (const { open, close } of workingDays(calendar, from)) {
    const start = Math.max(open, from);
    if (left <= close - start) return start + left;
    left -= close - start;
  }
  return horizon(from);
}

/** Takes two moments and a calendar; returns the milliseconds of working time between them, 0 when the second is not later. Throws like `addWorkingTime`. */
export function workingTimeBetween(from: Time, to: Time, calendar: Calendar | null): number {
  if (to <= from) return 0;
  if (calendar === null) return to - from;
  let sum = 0;
  for (const { open, close } of workingDays(calendar, from)) {
    if (open >= to) break;
    sum += Math.min(close, to) - Math.max(open, from);
  }
  return sum;
}

function addMonths(from: Time, { years, months }: DurationParts, calendar: Calendar): Time {
  if (years === 0 && months === 0) return from;
  return DateTime.fromMillis(from, { zone: calendar.timezone }).plus({ years, months }).toMillis();
}

/** Beginning at the very opening, a day is over when it closes, not when the next one opens. */
function addDays(from: Time, count: number, calendar: Calendar): Time {
  if (count === 0) return from;
  const days = workingDays(calendar, from);
  const first = days.next().value;
  if (!first) return horizon(from);
  const atOpening = from <= first.open;
  const last = atOpening && count === 1 ? first : skip(days, atOpening ? count - 1 : count);
  if (!last) return horizon(from);
  return atOpening || from === first.close ? last.close : sameTimeOfDay(clockOf(calendar), from, first, last);
}

function skip(days: Generator<WorkingDay, undefined>, count: number): WorkingDay | undefined {
  for (let left = count; left > 1; left--) if (days.next().done) return undefined;
  return days.next().value;
}

function sameTimeOfDay(clock: ZoneClock, from: Time, first: WorkingDay, last: WorkingDay): Time {
  const timeOfDay = clock.wallAt(from) - midnightOf(clock, first);
  return Math.min(clock.timeAt(midnightOf(clock, last) + timeOfDay), last.close);
}

function midnightOf(clock: ZoneClock, day: WorkingDay): Wall {
  return Math.floor(clock.wallAt(day.open) / DAY) * DAY;
}

function horizon(from: Time): Time {
  return from + HORIZON_DAYS * DAY;
}
