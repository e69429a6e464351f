import type { Time } from "../core/basics/known.js";
import { HOUR, MINUTE, paceOf, type Pace } from "../core/time/pace.js";
import { setTimeout as delay } from "node:timers/promises";
import { TemporaryFault } from "../core/basics/faults.js";

/** Spreads the writes of one installation over time. */
export interface Pacer {
  /** Resolves when the next write may be sent, in the order of asking. Throws a `TemporaryFault` when that is too long to wait for. */
  turn(): Promise<void>;
  /** How many writes the minute and the hour still allow; null when unpaced. */
  left(): { minute: number; hour: number } | null;
}

/** Clock and sleep, injectable so that tests need no time. */
export interface Timing {
  now: () => Time;
  sleep: (ms: number) => Promise<void>;
}

/** The machine's own clock. */
export const REAL_TIME: Timing = { now: Date.now, sleep: async (ms) => await delay(ms) };

/** Longer waits end the run: it would hold a worker's place while other installations have work. */
export const LONGEST_WAIT = 20_000;

/** Takes writes per second (0 = unpaced); returns a pacer that keeps to it, and to 60 times that a minute and 400 times that an hour. */
export function createPacer(perSecond: number, timing: Timing = REAL_TIME): Pacer {
  return perSecond > 0 ? new SlidingPacer(perSecond, timing) : { turn: async () => {}, left: () => null };
}

class SlidingPacer implements Pacer {
  readonly #timing: Timing;
  readonly #pace: Pace;
  /** When each write of the last hour was or will be sent, oldest first. */
  #sent: Time[] = [];
  /** The latest time that somebody was told to come back at. */
  #promised: Time = Number.NEGATIVE_INFINITY;

  constructor(perSecond: number, timing: Timing) {
    this.#timing = timing;
    this.#pace = paceOf(perSecond);
  }

  async turn(): Promise<void> {
    const now = this.#timing.now();
    const mine = this.#free(now);
    if (mine - now > LONGEST_WAIT)
      throw new TemporaryFault("Waiting for the installation's budget of writes", { retryAt: this.#promise(mine) });
    // Reserved before waiting, so that two callers never get the same slot.
    this.#sent.push(mine);
    if (mine > now) await this.#timing.sleep(mine - now);
  }

  left(): { minute: number; hour: number } {
    const now = this.#timing.now();
    this.#forget(now);
    const recent = this.#sent.filter((at) => at > now - MINUTE).length;
    return { minute: Math.max(0, this.#pace.perMinute - recent), hour: Math.max(0, this.#pace.perHour - this.#sent.length) };
  }

  #free(now: Time): Time {
    this.#forget(now);
    const nth = (count: number) => this.#sent.at(-count) ?? Number.NEGATIVE_INFINITY;
    return Math.max(now, nth(1) + this.#pace.gapMs, nth(this.#pace.perMinute) + MINUTE, nth(this.#pace.perHour) + HOUR);
  }

  /** Those turned away come back one after the other: all at once, they would only read in order to be turned away again. */
  #promise(free: Time): Time {
    const spacing = this.#sent.length >= this.#pace.perHour ? HOUR / this.#pace.perHour : this.#pace.gapMs;
    this.#promised = Math.max(free, Math.min(this.#promised + spacing, free + HOUR));
    return this.#promised;
  }

  #forget(now: Time): void {
    // A clock that was put back must not make writes wait for hours.
    this.#sent = this.#sent.filter((at) => at > now - HOUR && at <= now + LONGEST_WAIT);
  }
}

/** Gives every installation a pacer of its own. */
export interface Pacers {
  (installationId: number): Pacer;
  /** What each installation that wrote something has left; empty when unpaced. */
  left(): Map<number, { minute: number; hour: number }>;
}

/** Takes writes per second; returns the pacers of all installations. */
export function createPacers(perSecond: number, timing: Timing = REAL_TIME): Pacers {
  const pacers = new Map<number, Pacer>();
  const of = (installationId: number): Pacer => {
    const known = pacers.get(installationId) ?? createPacer(perSecond, timing);
    pacers.set(installationId, known);
    return known;
  };
  const left = (): ReturnType<Pacers["left"]> => {
    const known = [...pacers].map(([id, pacer]) => [id, pacer.left()] as const);
    return new Map(known.flatMap(([id, some]) => (some ? [[id, some]] : [])));
  };
  return Object.assign(of, { left });
}
