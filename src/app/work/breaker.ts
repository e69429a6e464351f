import type { Contest } from "../../core/record/contested.js";
import { TemporaryFault } from "../../core/basics/faults.js";
import { MINUTE } from "../../core/time/pace.js";
import type { Write } from "../../core/facts/writes.js";

/** Writes to a repository stand still until a time. The run ends well: what was decided is kept, and it is due again by then. */
export class Frozen extends TemporaryFault {
  readonly until: number;
  constructor(reason: string, until: number) {
    super(reason, { retryAt: until });
    this.name = "Frozen";
    this.until = until;
  }
}

/** Stops writes that come too fast to be anybody's wish, and knows which labels wait because somebody undoes them. */
export interface Breaker {
  /** Counts one write to a repository before it is sent. Throws `Frozen` while it may not be. */
  admit(repositoryId: string, write: Write): void;
  /** Notes which labels of an item are contested, none included. */
  note(repositoryId: string, number: number, contests: readonly Contest[]): void;
  /** What stands still now, and how often it came to that. */
  state(): BreakerState;
}

export interface BreakerState {
  frozen: { repositories: number; labels: number };
  trips: { repositories: number; labels: number };
}

export interface BreakerOptions {
  now: () => number;
  /** Writes to one repository in a minute; 0 = as many as there are. */
  perMinute: number;
  log?: { warn(fields: object, text: string): void };
  /** Told when something begins to stand still, or moves again. */
  onChange?: (state: BreakerState) => void;
}

/** Twenty writes and then a minute of rest are still more than the hour's budget allows: it is not this that slows much honest work down. */
const REST = MINUTE;
const REASON =
  "Writes to this repository stand still for a minute, but for red checks and labels that come off: there were too many of them";

/** Takes the limits; returns a breaker. It knows the writes of this process only. */
export function createBreaker(options: BreakerOptions): Breaker {
  return new CircuitBreaker(options);
}

class CircuitBreaker implements Breaker {
  readonly #options: BreakerOptions;
  readonly #writes = new Map<string, number[]>();
  /** Of those that are sent all the same while a repository rests. */
  readonly #urgent = new Map<string, number[]>();
  readonly #frozen = new Map<string, number>();
  /** By item: when each label that is held back may be written. */
  readonly #held = new Map<string, Map<string, number>>();
  readonly #trips: BreakerState["trips"] = { repositories: 0, labels: 0 };

  constructor(options: BreakerOptions) {
    this.#options = options;
  }

  admit(repositoryId: string, write: Write): void {
    const { now, perMinute } = this.#options;
    if (perMinute === 0) return;
    this.#thaw();
    const rests = this.#frozen.has(repositoryId);
    if (!rests && counted(this.#writes, repositoryId, now(), perMinute)) return;
    const until = this.#frozen.get(repositoryId) ?? this.#freeze(repositoryId, now() + REST);
    if (isUrgent(write) && counted(this.#urgent, repositoryId, now(), perMinute)) return;
    throw new Frozen(REASON, until);
  }

  note(repositoryId: string, number: number, contests: readonly Contest[]): void {
    this.#thaw();
    const item = `${repositoryId}#${number}`;
    const before = this.#held.get(item) ?? new Map<string, number>();
    const held = new Map(contests.flatMap(({ label, others, until, held: waits }) => (waits ? [[`${others} ${label}`, until]] : [])));
    if (held.size > 0) this.#held.set(item, held);
    else this.#held.delete(item);
    for (const { label, others, until, held: waits } of contests) {
      if (!waits || before.get(`${others} ${label}`) === until) continue;
      this.#trips.labels += 1;
      const fields = { place: item, scope: "label", label, others, until: new Date(until).toISOString() };
      this.#options.log?.warn(fields, "A label waits: somebody or something undoes it again and again");
    }
    if (held.size !== before.size) this.#options.onChange?.(this.state());
  }

  state(): BreakerState {
    this.#thaw();
    let labels = 0;
    for (const held of this.#held.values()) labels += held.size;
    return { frozen: { repositories: this.#frozen.size, labels }, trips: { ...this.#trips } };
  }

  #freeze(repositoryId: string, until: number): number {
    this.#frozen.set(repositoryId, until);
    this.#trips.repositories += 1;
    this.#options.log?.warn({ place: repositoryId, scope: "repository", until: new Date(until).toISOString() }, REASON);
    this.#options.onChange?.(this.state());
    return until;
  }

  #thaw(): void {
    const now = this.#options.now();
    for (const counts of [this.#writes, this.#urgent]) forget(counts, (times) => times.some((at) => at > now - MINUTE));
    const over = forget(this.#frozen, (until) => until > now);
    // Whoever looks next, this process or another, notes how it stands then.
    const moved = forget(this.#held, (held) => [...held.values()].some((until) => until > now));
    if (over + moved > 0) this.#options.onChange?.(this.state());
  }
}

/** What keeps something from passing, or takes away what says that it passed: it must not wait behind words. */
function isUrgent(write: Write): boolean {
  if (write.kind === "remove_label") return true;
  return (write.kind === "create_check_run" || write.kind === "update_check_run") && write.run.conclusion !== "success";
}

/** Counts one more within a minute; false when that is more than the limit, and it does not count then. */
function counted(all: Map<string, number[]>, key: string, now: number, limit: number): boolean {
  const recent = (all.get(key) ?? []).filter((at) => at > now - MINUTE && at <= now);
  if (recent.length >= limit) return false;
  all.set(key, [...recent, now]);
  return true;
}

function forget<T>(all: Map<string, T>, keep: (value: T) => boolean): number {
  const gone = [...all].filter(([, value]) => !keep(value));
  for (const [key] of gone) all.delete(key);
  return gone.length;
}

/** Takes the breaker's state; returns the line for `/readyz`, without names, or null when nothing stands still. */
export function breakerNotice({ frozen: { repositories, labels } }: BreakerState): string | null {
  const many = (count: number, one: string, more: string) => (count === 1 ? `1 ${one}` : `${count} ${more}`);
  const told = [
    ...(repositories > 0
      ? [`Writes to ${many(repositories, "repository", "repositories")} stand still for a minute (too many), but for red checks`]
      : []),
    ...(labels > 0
      ? [`${many(labels, "label waits", "labels wait")} because somebody or something undoes it again and again; its checks are red`]
      : []),
  ];
  return told.length === 0 ? null : `${told.join(". ")}. Everything is still evaluated`;
}
