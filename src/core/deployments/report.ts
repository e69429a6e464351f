import type { Time } from "../basics/known.js";

/** Source: GitHub's documentation, "Creating custom deployment protection rules": ten status reports for a deployment. The answer's own words are one. */
export const MOST_REPORTS = 9;

const MINUTE = 60_000;

/** What was reported of a deployment so far. */
export interface Reported {
  count: number;
  /** Of the last report. */
  meaning: string | null;
  at: Time;
}

/** Whether to report now; else when, where there is something to say that has to wait. */
export interface ReportPlan {
  isDue: boolean;
  againAt: Time | null;
}

/** Takes what would be reported, what was, and the time; returns whether to report. Each report doubles the time to the next, so that they last. */
export function planReport(meaning: string, { count, meaning: last, at }: Reported, now: Time): ReportPlan {
  if (meaning === last || count >= MOST_REPORTS) return { isDue: false, againAt: null };
  const next = count === 0 ? now : at + MINUTE * 2 ** (count - 1);
  return next <= now ? { isDue: true, againAt: null } : { isDue: false, againAt: next };
}
