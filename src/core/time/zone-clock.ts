import type { Calendar } from "./types.js";
import type { Time } from "../basics/known.js";
import { IANAZone } from "luxon";

/** Local clock readings are counted in milliseconds like times: 1970-01-01 00:00 on the wall is 0. */
export type Wall = number;

/** Translates between moments and what the clocks of one time zone show. */
export interface ZoneClock {
  wallAt(time: Time): Wall;
  /** The first moment at which the clocks show this, or something later where they skip it. */
  timeAt(wall: Wall): Time;
}

export const DAY = 86_400_000;
const WEEK = 7 * DAY;
const MINUTE = 60_000;

const clocks = new WeakMap<Calendar, ZoneClock>();

/** Takes a calendar; returns the clock of its time zone, which remembers what it asked the zone. Throws like `zoneClock`. */
export function clockOf(calendar: Calendar): ZoneClock {
  const clock = clocks.get(calendar) ?? zoneClock(calendar.timezone);
  clocks.set(calendar, clock);
  return clock;
}

/** Takes an IANA time zone; returns its clock. Throws a RangeError for a zone that does not exist. */
export function zoneClock(timezone: string): ZoneClock {
  const offsetAt = offsets(timezone);
  const timeAt = (wall: Wall): Time => {
    const before = offsetAt(wall - DAY);
    const after = offsetAt(wall + DAY);
    if (offsetAt(wall - before) === before) return wall - before;
    if (offsetAt(wall - after) === after) return wall - after;
    return change(offsetAt, wall - after, wall - before);
  };
  const wallAt = (time: Time): Wall => {
    const wall = time + offsetAt(time);
    const first = timeAt(wall);
    // When clocks are put back, an hour is shown twice; the second time counts as its end, so that walls never run backward.
    return first === time ? wall : change(offsetAt, first, time) + offsetAt(first);
  };
  return { wallAt, timeAt };
}

/** Asking the zone is dear and a calendar asks for every day; no zone changes its clocks to and fro within a week. */
function offsets(timezone: string): (time: Time) => number {
  const zone = IANAZone.create(timezone);
  if (!zone.isValid) throw new RangeError(`Unknown time zone: ${timezone}`);
  const asked = new Map<Time, number>();
  const ask = (time: Time): number => {
    const offset = asked.get(time) ?? zone.offset(time) * MINUTE;
    asked.set(time, offset);
    return offset;
  };
  const steady = (time: Time, length: number): number | null => {
    const start = Math.floor(time / length) * length;
    return ask(start) === ask(start + length) ? ask(start) : null;
  };
  return (time) => steady(time, WEEK) ?? steady(time, DAY) ?? zone.offset(time) * MINUTE;
}

/** The first moment after `low` at which another offset holds; `high` is known to be there. */
function change(offsetAt: (time: Time) => number, low: Time, high: Time): Time {
  const old = offsetAt(low);
  let [before, after] = [low, high];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle) === old) before = middle;
    else after = middle;
  }
  return after;
}
