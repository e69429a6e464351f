import { TemporaryFault, TerminalFault, TooMuch, Unreachable } from "../../core/basics/faults.js";
import { Fenced, MAX_ATTEMPTS, MAX_CRASHES } from "../../store/store.js";
import type { Lease, Store } from "../../store/store.js";
import type { Clock } from "../time/clock.js";
import { underGuard } from "./lease-guard.js";
import { reasonFields } from "../../telemetry/error-fields.js";
import type { Logger } from "../../telemetry/log.js";
import type { WorkKey } from "../../core/ports.js";
import { retryTime } from "./backoff.js";
import type { Backoff } from "./backoff.js";
import { LeaseKeeper } from "./lease.js";

/** Does one piece of work. `signal` aborts when the lease is lost or the run takes too long. */
export type Run = (key: WorkKey, lease: Lease, signal: AbortSignal) => Promise<{ dueAt: number | null }>;

/** Sees to what must stand while a piece of work does not end well. Returns when to see to it again, null when all of it stands. */
export type Hold = (key: WorkKey, lease: Lease, error: unknown) => Promise<number | null>;

export interface RunParts {
  store: Pick<Store, "heartbeat" | "finish" | "fail">;
  run: Run;
  /** Left out where nothing needs to be seen to. */
  hold?: Hold;
  clock: Clock;
  log: Logger;
  leaseMs: number;
  /** Longest time one run may take. */
  limitMs: number;
  backoff: Backoff;
}

/**
 * Works on one lease to its end: finished, to be tried again, or parked. The lease is kept alive while the run waits for `turn`.
 * Throws only when the store fails.
 */
export async function workOn(parts: RunParts, lease: Lease, turn: Promise<unknown> = Promise.resolve()): Promise<void> {
  const last = lease.lastError === null ? "" : ` Last: ${lease.lastError}`;
  if (lease.crashes > MAX_CRASHES) {
    const reason = `Its run ended without a word ${lease.crashes} times: it may end the process.${last}`;
    // Once: should even this end the process, it is parked without.
    if (lease.crashes === MAX_CRASHES + 1) await hold(parts, lease, new Error(reason));
    return park(parts, lease, reason);
  }
  if (lease.attempts > MAX_ATTEMPTS) return park(parts, lease, `Given up after ${MAX_ATTEMPTS} attempts.${last}`);
  const keeper = new LeaseKeeper(parts, lease);
  try {
    await turn;
    const { dueAt } = await underGuard(
      () => keeper.ensure(),
      () => limited(parts, lease, keeper),
    );
    await parts.store.finish(lease, { now: parts.clock.now(), dueAt });
  } catch (error) {
    await settle(parts, lease, keeper.signal.reason instanceof Fenced ? keeper.signal.reason : error);
  } finally {
    keeper.stop();
  }
}

/** The run, or the reason it was aborted, whichever comes first: a run that hangs does not hold its place for ever. */
async function limited(parts: RunParts, lease: Lease, keeper: LeaseKeeper): Promise<{ dueAt: number | null }> {
  keeper.signal.throwIfAborted();
  const limit = setTimeout(() => keeper.giveUp(new Error(`The run took longer than ${parts.limitMs} ms`)), parts.limitMs);
  const aborted = new Promise<never>((_, reject) => {
    keeper.signal.addEventListener("abort", () => reject(keeper.signal.reason), { once: true });
  });
  try {
    return await Promise.race([parts.run(lease.key, lease, keeper.signal), aborted]);
  } finally {
    clearTimeout(limit);
  }
}

/** A fault of GitHub's may pass before anybody notices; whatever else ended a run must free nothing, and neither may work that is given up. */
async function hold(parts: RunParts, lease: Lease, error: unknown): Promise<number | null> {
  const passes = error instanceof TemporaryFault && (error.retryAt !== null || lease.attempts < MAX_ATTEMPTS);
  if (!parts.hold || passes || error instanceof Fenced) return null;
  const keeper = new LeaseKeeper(parts, lease);
  try {
    return await underGuard(
      () => keeper.ensure(),
      async () => (await parts.hold?.(lease.key, lease, error)) ?? null,
    );
  } catch (failure) {
    parts.log.warn({ item: lease.id, err: failure }, "What must stand while an item is in trouble could not be seen to");
    return failure instanceof TemporaryFault ? retryTime(failure, lease.attempts, parts.clock.now(), parts.backoff) : null;
  } finally {
    keeper.stop();
  }
}

async function settle(parts: RunParts, lease: Lease, error: unknown): Promise<void> {
  const again = await hold(parts, lease, error);
  if (error instanceof Fenced) {
    parts.log.info({ item: lease.id }, "Another worker took this item over");
  } else if (again !== null && lease.attempts < MAX_ATTEMPTS) {
    // Given up only once nothing is left standing that must not.
    parts.log.warn({ item: lease.id, ...reasonFields(error) }, "What must stand while an item is in trouble is seen to again");
    await parts.store.fail(lease, { now: parts.clock.now(), error: reasonOf(error), retryAt: again });
  } else if (error instanceof TerminalFault) {
    parts.log.error({ item: lease.id, ...reasonFields(error) }, "This item was parked: repeating will not help");
    await park(parts, lease, reasonOf(error));
  } else if (askedToWait(error) === null && lease.attempts >= attemptsFor(error)) {
    parts.log.error({ item: lease.id, ...reasonFields(error) }, "This item was parked: it failed too often");
    await park(parts, lease, `Given up after ${lease.attempts} attempts. Last: ${reasonOf(error)}`);
  } else {
    await retry(parts, lease, error);
  }
}

/** What was too much is so again, as far as anybody can tell; trying it often would only keep others waiting. */
const TOO_MUCH_ATTEMPTS = 3;

function attemptsFor(error: unknown): number {
  return error instanceof TooMuch ? TOO_MUCH_ATTEMPTS : MAX_ATTEMPTS;
}

async function retry(parts: RunParts, lease: Lease, error: unknown): Promise<void> {
  const now = parts.clock.now();
  const retryAt = retryTime(error, lease.attempts, now, parts.backoff);
  const fields = { item: lease.id, attempts: lease.attempts, waitMs: retryAt - now, ...reasonFields(error) };
  // That GitHub is away is said once, by whoever keeps contact, and not for every item.
  if (error instanceof Unreachable) parts.log.debug(fields, "A run could not reach GitHub and is tried again");
  else if (askedToWait(error) !== null) parts.log.info(fields, "A run waits until GitHub's limit, or our own budget, allows it");
  else if (error instanceof TemporaryFault || error instanceof TooMuch) parts.log.warn(fields, "A run failed and is tried again");
  else parts.log.error(fields, "A run failed by a fault of Baton's own and is tried again");
  const pause = askedToWait(error) === null ? {} : { pauseUntil: retryAt };
  await parts.store.fail(lease, { now, error: reasonOf(error), retryAt, ...pause });
}

/** GitHub's limits are the installation's, not the item's: they cost no attempt, and the others wait too. */
function askedToWait(error: unknown): number | null {
  return error instanceof TemporaryFault ? error.retryAt : null;
}

async function park(parts: RunParts, lease: Lease, error: string): Promise<void> {
  await parts.store.fail(lease, { now: parts.clock.now(), error, dead: true });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
