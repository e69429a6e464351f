import type { Calendar, Duration } from "./types.js";
import type { Time } from "../basics/known.js";
import { addWorkingMs, addWorkingTime, workingTimeBetween } from "./calendar.js";

/** Notices go out at these percentages of the time that is given. */
export const SHARES = [50, 75, 100] as const;
export type Share = (typeof SHARES)[number];

/** What runs against time. */
export interface Timer {
  what: "acknowledge" | "begin";
  since: Time;
  within: Duration;
}

export interface Notice {
  share: Share;
  at: Time;
  passed: boolean;
}

/** How a timer stands at one moment. */
export interface Deadline {
  what: Timer["what"];
  due: Time;
  /** In order of their shares. */
  notices: Notice[];
  overdue: boolean;
  /** When to look again; null when nothing more will happen. */
  next: Time | null;
}

/**
 * Takes a timer, the calendar it counts in and the time; returns its deadline. Nothing is counted along: the same state at the same time
 * gives the same deadline, after any restart. Shares are of working time. Throws a RangeError when the calendar's time zone does not exist.
 */
export function deadline(timer: Timer, calendar: Calendar | null, now: Time): Deadline {
  const { what, since, within } = timer;
  const due = addWorkingTime(since, within, calendar);
  const whole = workingTimeBetween(since, due, calendar);
  const notices = SHARES.map((share): Notice => {
    const at = share === 100 ? due : addWorkingMs(since, Math.floor((whole * share) / 100), calendar);
    return { share, at, passed: now >= at };
  });
  return { what, due, notices, overdue: now >= due, next: notices.find(({ passed }) => !passed)?.at ?? null };
}

/**
 * Takes a timer, the hand-off's sequence and a share; returns the key that identifies this notice among all of the item's. The start
 * belongs to it: a hand-off that turns red and green again is asked for anew, and has its notices anew.
 */
export function noticeKey(timer: Pick<Timer, "what" | "since">, sequence: number, share: Share): string {
  return `deadline:${timer.what}:${sequence}:${timer.since}:${share}`;
}

/**
 * Takes a timer, the hand-off's sequence, how it stands and whether a notice was sent already; returns the notice to send now, or null.
 * Only the latest that is due is ever sent: who was away across several of them is told once how it stands, not how it stood.
 */
export function dueNotice(
  timer: Pick<Timer, "what" | "since">,
  sequence: number,
  standing: Deadline,
  wasSent: (key: string) => boolean,
): { key: string; share: Share } | null {
  const share = standing.notices.findLast(({ passed }) => passed)?.share;
  if (share === undefined) return null;
  // A later one may have gone out already, by a machine whose clock runs ahead.
  const told = SHARES.some((other) => other >= share && wasSent(noticeKey(timer, sequence, other)));
  return told ? null : { key: noticeKey(timer, sequence, share), share };
}
