import type { Time } from "../basics/known.js";
import { addWorkingTime } from "./calendar.js";
import type { Calendar, Duration } from "./types.js";

/** Until when something is fresh, and which of the durations says so. */
export interface Freshness {
  until: Time;
  within: Duration;
}

/** Takes when something was made, how fresh it must be for each who asks, and the calendar that counts; returns the first moment at which it is stale for one of them, null where nobody asks. Throws like `addWorkingTime`. */
export function freshness(at: Time, asked: readonly Duration[], calendar: Calendar | null): Freshness | null {
  return asked.reduce<Freshness | null>((first, within) => {
    const until = addWorkingTime(at, within, calendar);
    return first === null || until < first.until ? { until, within } : first;
  }, null);
}
