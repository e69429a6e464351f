import { setTimeout as delay } from "node:timers/promises";
import type { Time } from "../core/snapshot.js";

/** Spreads the writes of one installation over time. */
export interface Pacer {
  /** Resolves when the next write may be sent; callers are served in the order they asked. */
  turn(): Promise<void>;
}

/** Clock and sleep, injectable so that tests need no time. */
export interface Timing {
  now: () => Time;
  sleep: (ms: number) => Promise<void>;
}

/** The machine's own clock. */
export const REAL_TIME: Timing = { now: Date.now, sleep: async (ms) => await delay(ms) };

/** Takes writes per second (0 = unpaced); returns a pacer that keeps to it. */
export function createPacer(perSecond: number, timing: Timing = REAL_TIME): Pacer {
  const gap = perSecond > 0 ? 1000 / perSecond : 0;
  let free: Time = Number.NEGATIVE_INFINITY;
  return {
    async turn() {
      if (gap === 0) return;
      const now = timing.now();
      const mine = Math.max(now, free);
      // Reserved before waiting, so that two callers never get the same slot.
      free = mine + gap;
      if (mine > now) await timing.sleep(mine - now);
    },
  };
}

/** Takes writes per second; returns a function that gives every installation a pacer of its own. */
export function createPacers(perSecond: number, timing: Timing = REAL_TIME): (installationId: number) => Pacer {
  const pacers = new Map<number, Pacer>();
  return (installationId) => {
    const known = pacers.get(installationId) ?? createPacer(perSecond, timing);
    pacers.set(installationId, known);
    return known;
  };
}
