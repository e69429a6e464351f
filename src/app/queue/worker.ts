import type { Lease, Store } from "../../store/store.js";
import type { Clock } from "../time/clock.js";
import type { Logger } from "../../telemetry/log.js";
import type { Backoff } from "./backoff.js";
import { workOn } from "./run.js";
import type { Hold, Run, RunParts } from "./run.js";

export type { Run } from "./run.js";

export interface WorkerParts {
  store: Pick<Store, "claim" | "heartbeat" | "finish" | "fail" | "nextDue" | "pending" | "onDue">;
  run: Run;
  hold?: Hold;
  clock: Clock;
  log: Logger;
  /** Runs of one repository at once. There is one more place, for another repository. */
  concurrency?: number;
  leaseMs?: number;
  limitMs?: number;
  /** Safety net: looks for work this often even when nobody said that there is some. */
  pollMs?: number;
  backoff?: Backoff;
}

/** Works through the queue until it is stopped. */
export interface Worker {
  start(): void;
  /** Looks for work now. */
  wake(): void;
  /** Resolves when nothing is due, running or waiting to be tried again. */
  idle(): Promise<void>;
  /** Takes no more work; resolves when what runs has ended or the time is over: true when all ended. */
  stop(graceMs?: number): Promise<boolean>;
}

const GRACE_MS = 10_000;
const LONGEST_FAILURE_PAUSE_MS = 10_000;

/** Makes a worker; it does nothing until it is started. */
export function createWorker(parts: WorkerParts): Worker {
  const loop = new WorkLoop(parts);
  return {
    start: () => loop.start(),
    wake: () => loop.wake(),
    idle: () => loop.idle(),
    stop: (graceMs = GRACE_MS) => loop.stop(graceMs),
  };
}

class WorkLoop {
  readonly #parts: WorkerParts;
  readonly #runParts: RunParts;
  readonly #concurrency: number;
  readonly #pollMs: number;
  readonly #running = new Map<Promise<void>, Lease>();
  #timer: NodeJS.Timeout | undefined;
  #stopListening: (() => void) | undefined;
  #claiming: Promise<void> | null = null;
  #again = false;
  #open = false;
  /** A run that must have the process to itself, because an earlier one may have ended a process. */
  #alone = false;
  #failures = 0;

  constructor(parts: WorkerParts) {
    this.#parts = parts;
    this.#concurrency = parts.concurrency ?? 4;
    this.#pollMs = parts.pollMs ?? 1_000;
    const { store, run, hold, clock, log } = parts;
    const limits = { leaseMs: parts.leaseMs ?? 15_000, limitMs: parts.limitMs ?? 300_000 };
    this.#runParts = { store, run, ...(hold ? { hold } : {}), clock, log, ...limits, backoff: parts.backoff ?? {} };
  }

  start(): void {
    this.#open = true;
    this.#stopListening = this.#parts.store.onDue(() => this.wake());
    this.wake();
  }

  wake(): void {
    this.#again = true;
    if (!this.#open || this.#claiming) return;
    this.#claiming = this.#fill().finally(() => {
      this.#claiming = null;
      if (this.#again) this.wake();
    });
  }

  async #fill(): Promise<void> {
    clearTimeout(this.#timer);
    this.#again = false;
    try {
      while (this.#hasPlace()) {
        const lease = await this.#parts.store.claim(this.#parts.clock.now(), this.#runParts.leaseMs, this.#full());
        if (!lease) break;
        this.#begin(lease);
      }
      this.#sleep(await this.#untilNext());
      this.#failures = 0;
    } catch (error) {
      this.#parts.log.error({ err: error }, "The queue could not be read");
      this.#sleep(Math.min(LONGEST_FAILURE_PAUSE_MS, this.#pollMs * 2 ** this.#failures++));
    }
  }

  #hasPlace(): boolean {
    return this.#open && !this.#alone && this.#running.size <= this.#concurrency;
  }

  /** Repositories that have all places but the one that is for others. */
  #full(): string[] {
    const ids = [...this.#running.values()].map(({ key }) => key.repositoryId);
    return [...new Set(ids)].filter((id) => ids.filter((other) => other === id).length >= this.#concurrency);
  }

  #begin(lease: Lease): void {
    const alone = lease.crashes > 0;
    if (alone) this.#alone = true;
    const turn = alone ? Promise.all(this.#running.keys()) : Promise.resolve();
    const work = workOn(this.#runParts, lease, turn)
      .catch((error: unknown) => this.#parts.log.error({ item: lease.id, err: error }, "The end of a run could not be kept"))
      .finally(() => {
        this.#running.delete(work);
        if (alone) this.#alone = false;
        this.wake();
      });
    this.#running.set(work, lease);
  }

  async #untilNext(): Promise<number> {
    const next = await this.#parts.store.nextDue(this.#full());
    // Without a free place, a run that ends will wake us.
    if (next === null || !this.#hasPlace()) return this.#pollMs;
    return Math.min(this.#pollMs, Math.max(1, next - this.#parts.clock.now()));
  }

  #sleep(ms: number): void {
    if (!this.#open) return;
    this.#timer = setTimeout(() => this.wake(), ms);
  }

  async idle(): Promise<void> {
    while (true) {
      // What runs says when it ends; the store is asked only then.
      while (this.#running.size > 0) await Promise.race(this.#running.keys());
      if ((await this.#parts.store.pending(this.#parts.clock.now())) === 0 && this.#running.size === 0) return;
      if (this.#running.size === 0) await pause(5);
    }
  }

  async stop(graceMs: number): Promise<boolean> {
    this.#open = false;
    this.#stopListening?.();
    clearTimeout(this.#timer);
    await this.#claiming;
    const ended = Promise.all(this.#running.keys()).then(() => true);
    return Promise.race([ended, pause(graceMs).then(() => this.#running.size === 0)]);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
