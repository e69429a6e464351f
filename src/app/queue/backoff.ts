import { TemporaryFault } from "../../core/basics/faults.js";

const BASE_MS = 1_000;
const CEILING_MS = 10 * 60_000;
/** GitHub's windows end within the hour; a longer wait would be a mistake somewhere. */
const LONGEST_MS = 2 * 3_600_000;

export interface Backoff {
  baseMs?: number;
  random?: () => number;
}

/** Takes a fault and how often the item was tried; returns when to try again: when GitHub said so, else backoff with full jitter. */
export function retryTime(fault: unknown, attempts: number, now: number, options: Backoff = {}): number {
  const base = options.baseMs ?? BASE_MS;
  const random = options.random ?? Math.random;
  const jittered = Math.ceil(random() * Math.min(CEILING_MS, base * 2 ** (attempts - 1)));
  const asked = fault instanceof TemporaryFault ? fault.retryAt : null;
  // A little apart, so that not everything that waited for the same window starts in one instant.
  if (asked !== null && asked > now) return Math.min(asked + Math.ceil(random() * base), now + LONGEST_MS);
  return now + jittered;
}
