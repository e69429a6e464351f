const LASTING: readonly [ms: number, one: string, many: string][] = [
  [86_400_000, "day", "days"],
  [3_600_000, "hour", "hours"],
  [60_000, "minute", "minutes"],
];

/** Takes milliseconds; returns them as people say them, in the largest unit that fits: `3 days`. */
export function lasting(ms: number): string {
  for (const [unit, one, many] of LASTING) {
    const n = Math.floor(ms / unit);
    if (n >= 1) return `${n} ${n === 1 ? one : many}`;
  }
  return "less than a minute";
}

/** A moment as machines read it. */
export function isoTime(at: number): string {
  return new Date(at).toISOString();
}
