/** Chance that is the same for the same seed. */
export interface Chance {
  /** True so often out of 1. */
  happens(share: number): boolean;
  /** One of them. */
  oneOf<T>(all: readonly T[]): T | undefined;
  /** A length of time around a median, as work has it: mostly a little more or less, seldom much more. */
  around(median: number, spread?: number): number;
}

/** Takes a seed; returns chance. Mulberry32 (Tommy Ettinger, public domain): 32 bits of state are enough to play with. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  // Box and Muller, 1958: two even numbers make one that is spread as errors are.
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    happens: (share) => next() < share,
    oneOf: (all) => all[Math.floor(next() * all.length)],
    around: (median, spread = 0.6) => median * Math.exp(spread * normal()),
  };
}
