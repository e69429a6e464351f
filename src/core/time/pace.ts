/** How fast an installation may be written to. */
export interface Pace {
  /** Between two writes. */
  gapMs: number;
  perMinute: number;
  perHour: number;
}

const SECOND = 1_000;
/** A minute, in milliseconds: one of the windows in which writes are counted. */
export const MINUTE = 60_000;
/** An hour, in milliseconds: the other. */
export const HOUR = 3_600_000;
/** At one write a second; below GitHub's own 80 and 500, which count other people's writes in our name too. */
const PER_MINUTE = 60;
const PER_HOUR = 400;
/** Writes to one repository within a minute, at one a second, after which it rests for a minute. */
const BURST = 20;

/** Takes writes per second, above 0; returns the pace, which scales all its windows. */
export function paceOf(perSecond: number): Pace {
  return {
    gapMs: SECOND / perSecond,
    perMinute: Math.max(1, Math.floor(PER_MINUTE * perSecond)),
    perHour: Math.max(1, Math.floor(PER_HOUR * perSecond)),
  };
}

/** Takes writes per second; returns how many a repository may get in a minute before it rests. Unpaced (0) means that there is no such number: 0. */
export function burstOf(perSecond: number): number {
  return perSecond > 0 ? Math.max(BURST, Math.round(BURST * perSecond)) : 0;
}

/** Takes how many writes, and the pace; returns the time from the first to the last at the earliest, in milliseconds. */
export function timeToWrite(count: number, { gapMs, perHour }: Pace): number {
  const before = Math.max(0, count - 1);
  return Math.floor(before / perHour) * HOUR + (before % perHour) * gapMs;
}

/** The same for the writes to one repository, which rests for a minute after each burst. */
export function timeToWriteTo(count: number, perSecond: number): number {
  const before = Math.max(0, count - 1);
  return before * (SECOND / perSecond) + Math.floor(before / burstOf(perSecond)) * MINUTE;
}
