import type { Calendar } from "./types.js";
import type { Time } from "../basics/known.js";
import { clockOf, DAY } from "./zone-clock.js";

/** The working hours of one day. */
export interface WorkingDay {
  open: Time;
  close: Time;
}

/** A century of days: what is not found by then never comes. */
export const HORIZON_DAYS = 36_500;

const MINUTE = 60_000;

/** Takes a calendar and a moment; yields the working days in order, from the first that closes at the moment or later. Ends after a century. Throws like `zoneClock`. */
export function* workingDays(calendar: Calendar, from: Time): Generator<WorkingDay, undefined> {
  const clock = clockOf(calendar);
  const isWorking = workingDayTest(calendar);
  // A day that closes at midnight still closes when the next one begins.
  const first = Math.floor(clock.wallAt(from) / DAY) - 1;
  for (let day = first; day < first + HORIZON_DAYS; day++) {
    if (!isWorking(day)) continue;
    const open = clock.timeAt(day * DAY + calendar.from * MINUTE);
    const close = clock.timeAt(day * DAY + calendar.to * MINUTE);
    // Where clocks skip the hours, there is no such day: Samoa had no 30 December 2011.
    if (close >= from && open < close) yield { open, close };
  }
}

function workingDayTest(calendar: Calendar): (day: number) => boolean {
  const weekdays = new Set(calendar.days);
  const holidays = new Set(calendar.holidays.map((date) => Date.parse(`${date}T00:00:00Z`) / DAY));
  return (day) => weekdays.has(isoWeekday(day)) && !holidays.has(day);
}

/** Day 0 is 1 January 1970, a Thursday. */
function isoWeekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}
