/** How many answered commands are remembered of an item, those of the youngest comments. What is older than all of them was answered too. */
const MOST_HANDLED = 500;

/** Takes the keys of answered commands; returns those to remember. Acts are applied in the order they were done, so what is left out is older than what is open. */
export function rememberedKeys(answered: readonly number[]): number[] {
  return [...new Set(answered)].toSorted((a, b) => a - b).slice(-MOST_HANDLED);
}

/** Takes the keys that are remembered; returns below which key everything was answered. */
export function answeredBelow(remembered: ReadonlySet<number>): number {
  if (remembered.size < MOST_HANDLED) return 0;
  let lowest = Number.MAX_SAFE_INTEGER;
  for (const key of remembered) lowest = Math.min(lowest, key);
  return lowest;
}
