import { DateTime } from "luxon";
import type { Time } from "../basics/known.js";
import type { ItemHistory } from "./history.js";
import type { ReportItem } from "./report.js";

/** From when until when a report looks; days begin in the calendar's time zone. */
export interface Period {
  /** Null: from the first entry on. */
  since: Time | null;
  /** What happens at this moment is not in it any more. */
  until: Time;
  timezone: string;
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** A picture has no room for more. */
const MOST_STEPS = 120;

/** True for what happened in the period. */
export function isWithin({ since, until }: Period, at: Time | null): at is Time {
  return at !== null && at >= (since ?? -Infinity) && at < until;
}

/** Takes a stretch of time; returns the milliseconds of it that lie in the period. */
export function shareOf({ since, until }: Period, from: Time, to: Time): number {
  return Math.max(0, Math.min(to, until) - Math.max(from, since ?? -Infinity));
}

/** One step of a series. */
export interface Step {
  /** `YYYY-MM-DD`: the day with which it begins. */
  day: string;
  from: Time;
  to: Time;
}

/**
 * Takes a period, when what it tells of begins, and the least length of a step in days; returns its steps, in whole days of the calendar's zone: of that
 * length, or of weeks, of four weeks or of years where those would be too many. The last one ends with the period.
 */
export function stepsOf(period: Period, first: Time, least: 1 | 7): Step[] {
  const { until, timezone } = period;
  const start = Math.max(period.since ?? first, first);
  if (start >= until) return [];
  const days = [least, 7, 28, 364].find((length) => (until - start) / (length * DAY) <= MOST_STEPS) ?? 3640;
  const steps: Step[] = [];
  for (let day = DateTime.fromMillis(start, { zone: timezone }).startOf("day"); day.toMillis() < until; day = day.plus({ days })) {
    const from = Math.max(day.toMillis(), start);
    steps.push({ day: day.toFormat("yyyy-MM-dd"), from, to: Math.min(day.plus({ days }).toMillis(), until) });
  }
  return steps;
}

/** Names an item behind a figure. */
export function itemOf(
  { repository, number }: ItemHistory,
  at: Time,
  { value, note }: Pick<ReportItem, "value" | "note"> = {},
): ReportItem {
  const item: ReportItem = { repository, number, at: new Date(at).toISOString() };
  if (value !== undefined) item.value = value;
  if (note !== undefined) item.note = note;
  return item;
}

/** Takes things and what they are grouped by; returns the groups in the order in which their keys come first. */
export function grouped<T, K>(all: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

/** Adds up. */
export function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
