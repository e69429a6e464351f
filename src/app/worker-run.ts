import { TerminalFault } from "../core/faults.js";
import { Fenced, MAX_ATTEMPTS } from "../store/store.js";
import type { Lease, Store } from "../store/store.js";
import type { Clock } from "./clock.js";
import type { Logger } from "./log.js";
import type { WorkKey } from "./ports.js";
import { retryTime } from "./worker-backoff.js";
import type { Backoff } from "./worker-backoff.js";

/** Does one piece of work. `signal` aborts when the lease is lost or the run takes too long. */
export type Run = (key: WorkKey, lease: Lease, signal: AbortSignal) => Promise<{ dueAt: number | null }>;

export interface RunParts {
  store: Pick<Store, "heartbeat" | "finish" | "fail">;
  run: Run;
  clock: Clock;
  log: Logger;
  leaseMs: number;
  /** Longest time one run may take. */
  limitMs: number;
  backoff: Backoff;
}

/** Works on one lease to its end: finished, to be tried again, or parked. Throws only when the store fails. */
export async function workOn(parts: RunParts, lease: Lease): Promise<void> {
  if (lease.attempts > MAX_ATTEMPTS) return park(parts, lease, `Given up after ${MAX_ATTEMPTS} attempts. Last: ${lease.lastError ?? "the process ended"}`);
  const control = new AbortController();
  const beat = setInterval(() => void keepAlive(parts, lease, control), parts.leaseMs / 3);
  try {
    const { dueAt } = await limited(parts, lease, control);
    await parts.store.finish(lease, { now: parts.clock.now(), dueAt });
  } catch (error) {
    await settle(parts, lease, error);
  } finally {
    clearInterval(beat);
  }
}

async function keepAlive(parts: RunParts, lease: Lease, control: AbortController): Promise<void> {
  try {
    const held = await parts.store.heartbeat(lease, parts.clock.now(), parts.leaseMs);
    if (!held) control.abort(new Fenced(lease.id));
  } catch (error) {
    parts.log.warn({ item: lease.id, err: error }, "A lease could not be kept alive");
  }
}

/** The run, or the reason it was aborted, whichever comes first: a run that hangs does not hold its place for ever. */
async function limited(parts: RunParts, lease: Lease, control: AbortController): Promise<{ dueAt: number | null }> {
  const limit = setTimeout(() => control.abort(new Error(`The run took longer than ${parts.limitMs} ms`)), parts.limitMs);
  const aborted = new Promise<never>((_, reject) => {
    control.signal.addEventListener("abort", () => reject(control.signal.reason), { once: true });
  });
  try {
    return await Promise.race([parts.run(lease.key, lease, control.signal), aborted]);
  } finally {
    clearTimeout(limit);
  }
}

async function settle(parts: RunParts, lease: Lease, error: unknown): Promise<void> {
  if (error instanceof Fenced) {
    parts.log.info({ item: lease.id }, "Another worker took this item over");
  } else if (error instanceof TerminalFault) {
    parts.log.error({ item: lease.id, err: error }, "This item was parked: repeating will not help");
    await park(parts, lease, reasonOf(error));
  } else if (lease.attempts >= MAX_ATTEMPTS) {
    parts.log.error({ item: lease.id, err: error }, "This item was parked: it failed too often");
    await park(parts, lease, `Given up after ${lease.attempts} attempts. Last: ${reasonOf(error)}`);
  } else {
    await retry(parts, lease, error);
  }
}

async function retry(parts: RunParts, lease: Lease, error: unknown): Promise<void> {
  const now = parts.clock.now();
  const retryAt = retryTime(error, lease.attempts, now, parts.backoff);
  parts.log.warn({ item: lease.id, attempts: lease.attempts, waitMs: retryAt - now, err: error }, "A run failed and is tried again");
  await parts.store.fail(lease, { now, error: reasonOf(error), retryAt });
}

async function park(parts: RunParts, lease: Lease, error: string): Promise<void> {
  await parts.store.fail(lease, { now: parts.clock.now(), error, dead: true });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
