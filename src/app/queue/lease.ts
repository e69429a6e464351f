import { Fenced } from "../../store/store.js";
import type { Lease, Store } from "../../store/store.js";
import type { Clock } from "../time/clock.js";
import type { Logger } from "../../telemetry/log.js";

export interface KeeperParts {
  store: Pick<Store, "heartbeat">;
  clock: Clock;
  log: Logger;
  leaseMs: number;
}

/** Keeps one lease alive from now on, and knows how long it surely holds. */
export class LeaseKeeper {
  readonly #parts: KeeperParts;
  readonly #lease: Lease;
  readonly #control = new AbortController();
  readonly #beat: NodeJS.Timeout;
  #sureUntil: number;

  constructor(parts: KeeperParts, lease: Lease) {
    this.#parts = parts;
    this.#lease = lease;
    this.#sureUntil = lease.until;
    this.#beat = setInterval(() => void this.#keep(), parts.leaseMs / 3);
  }

  /** Aborts when the lease is lost, or the run is given up. */
  get signal(): AbortSignal {
    return this.#control.signal;
  }

  giveUp(reason: Error): void {
    this.#control.abort(reason);
  }

  stop(): void {
    clearInterval(this.#beat);
  }

  /** Resolves when the lease holds for long enough to send one more request and see it done. Throws when it is lost, or nobody can tell. */
  async ensure(): Promise<void> {
    this.signal.throwIfAborted();
    if (this.#isSure()) return;
    await this.#keep();
    this.signal.throwIfAborted();
    if (!this.#isSure()) throw new Error(`Whether the lease on ${this.#lease.id} still holds is not known`);
  }

  #isSure(): boolean {
    return this.#sureUntil - this.#parts.clock.now() >= this.#parts.leaseMs / 3;
  }

  async #keep(): Promise<void> {
    const { store, clock, leaseMs, log } = this.#parts;
    const now = clock.now();
    try {
      if (await store.heartbeat(this.#lease, now, leaseMs)) this.#sureUntil = now + leaseMs;
      else this.#control.abort(new Fenced(this.#lease.id));
    } catch (error) {
      log.warn({ item: this.#lease.id, err: error }, "A lease could not be kept alive");
    }
  }
}
