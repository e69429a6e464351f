import { systemClock } from "./clock.js";
import type { Clock } from "./clock.js";
import type { Logger } from "../../telemetry/log.js";

export interface StoppableClock extends Clock {
  stop(): void;
}

const SYNC_MS = 30_000;
/** An answer that took longer says too little about the time. */
const SLOWEST_MS = 500;
const NOTABLE_MS = 5_000;

/**
 * The one clock of all processes on one database: the database's own, kept by counting on from its last answer. A machine whose clock is
 * wrong, or is set while we run, would otherwise take leases that are not free. Takes how to ask the database, which answers null when it
 * has no clock of its own: then it is the machine's. Throws when the database cannot be asked at first.
 */
export async function sharedClock(ask: () => Promise<number | null>, log: Pick<Logger, "warn">): Promise<StoppableClock> {
  const first = await measured(ask);
  if (first === null) return { ...systemClock, stop: () => {} };
  let offset = first.offset;
  const now = () => Math.floor(offset + performance.now());
  const skew = Date.now() - now();
  if (Math.abs(skew) > NOTABLE_MS) log.warn({ skewMs: skew }, "This machine's clock is wrong; the database's is used");
  const sync = async (): Promise<void> => {
    const next = await measured(ask).catch(() => null);
    if (next && next.tookMs <= SLOWEST_MS) offset = next.offset;
  };
  const timer = setInterval(() => void sync(), SYNC_MS).unref();
  return { now, stop: () => clearInterval(timer) };
}

async function measured(ask: () => Promise<number | null>): Promise<{ offset: number; tookMs: number } | null> {
  const before = performance.now();
  const time = await ask();
  const after = performance.now();
  return time === null ? null : { offset: time - (before + after) / 2, tookMs: after - before };
}
