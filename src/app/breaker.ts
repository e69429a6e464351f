import { TemporaryFault } from "../core/faults.js";
import type { Write } from "../core/writes.js";

/** Writes to a place stand still until a time. The run ends well: what was decided is kept, and it is due again by then. */
export class Frozen extends TemporaryFault {
  readonly until: number;
  constructor(reason: string, until: number) {
    super(reason, { retryAt: until });
    this.name = "Frozen";
    this.until = until;
  }
}

/** Stops writes that come too fast to be anybody's wish: a mistake of ours, or another bot that undoes what we do. */
export interface Breaker {
  /** Counts one write to an item (0: the repository itself) before it is sent. Throws `Frozen` while it may not be. */
  admit(repositoryId: string, number: number, write: Write): void;
  /** What stands still now, and how often it came to that. */
  state(): BreakerState;
}

export interface BreakerState {
  frozen: { repositories: number; items: number };
  trips: { repositories: number; items: number };
}

export interface BreakerOptions {
  now: () => number;
  /** Writes to one repository in a minute; 0 = as many as there are. */
  perMinute: number;
  log?: { warn(fields: object, text: string): void };
  /** Told when something begins to stand still, or moves again. */
  onChange?: (state: BreakerState) => void;
}

type Scope = keyof BreakerState["frozen"];

const MINUTE = 60_000;
const PER_MINUTE = 20;
/** Twenty writes and then a minute of rest are still more than the hour's budget allows: it is not this that slows much honest work down. */
const REPOSITORY_REST = MINUTE;
const FIGHT_WINDOW = 10 * MINUTE;
const FIGHT_REST = 10 * MINUTE;
/** The same label, put on or taken off the same item, this often within the window. */
const SAME_LABEL = 3;
const REASONS: Record<Scope, string> = {
  repositories: "Writes to this repository stand still for a minute: there were too many of them",
  items: "Writes to this item stand still for ten minutes: somebody undoes the same label again and again",
};

/** Takes the pace of writes; returns how many a repository may get in a minute. Unpaced means that there is no such number. */
export function breakerLimit(writesPerSecond: number): number {
  return writesPerSecond > 0 ? Math.max(PER_MINUTE, Math.round(PER_MINUTE * writesPerSecond)) : 0;
}

/** Takes the limits; returns a breaker. It knows the writes of this process only. */
export function createBreaker(options: BreakerOptions): Breaker {
  return new CircuitBreaker(options);
}

class CircuitBreaker implements Breaker {
  readonly #options: BreakerOptions;
  readonly #writes = new Map<string, number[]>();
  readonly #labels = new Map<string, number[]>();
  readonly #frozen: Record<Scope, Map<string, number>> = { repositories: new Map(), items: new Map() };
  readonly #trips: BreakerState["trips"] = { repositories: 0, items: 0 };

  constructor(options: BreakerOptions) {
    this.#options = options;
  }

  admit(repositoryId: string, number: number, write: Write): void {
    const now = this.#options.now();
    const item = `${repositoryId}#${number}`;
    this.#thaw(now);
    this.#refuse("repositories", repositoryId);
    this.#refuse("items", item);
    const label = write.kind === "add_label" ? write.label.name : write.kind === "remove_label" ? write.name : null;
    if (label !== null && !counted(this.#labels, `${item} ${write.kind} ${label.toLowerCase()}`, now, FIGHT_WINDOW, SAME_LABEL))
      this.#trip("items", item, now + FIGHT_REST);
    const { perMinute } = this.#options;
    if (perMinute > 0 && !counted(this.#writes, repositoryId, now, MINUTE, perMinute))
      this.#trip("repositories", repositoryId, now + REPOSITORY_REST);
  }

  state(): BreakerState {
    this.#thaw(this.#options.now());
    return { frozen: { repositories: this.#frozen.repositories.size, items: this.#frozen.items.size }, trips: { ...this.#trips } };
  }

  #refuse(scope: Scope, place: string): void {
    const until = this.#frozen[scope].get(place);
    if (until !== undefined) throw new Frozen(REASONS[scope], until);
  }

  #trip(scope: Scope, place: string, until: number): never {
    this.#frozen[scope].set(place, until);
    this.#trips[scope] += 1;
    this.#options.log?.warn({ place, scope, until: new Date(until).toISOString() }, REASONS[scope]);
    this.#options.onChange?.(this.state());
    throw new Frozen(REASONS[scope], until);
  }

  #thaw(now: number): void {
    const over = Object.values(this.#frozen).map((places) => forget(places, (until) => until > now));
    forget(this.#writes, (times) => times.some((at) => at > now - MINUTE));
    forget(this.#labels, (times) => times.some((at) => at > now - FIGHT_WINDOW));
    if (over.some((count) => count > 0)) this.#options.onChange?.(this.state());
  }
}

/** Counts one more within the window; false when that is more than the limit, and it does not count then. */
function counted(all: Map<string, number[]>, key: string, now: number, window: number, limit: number): boolean {
  const recent = (all.get(key) ?? []).filter((at) => at > now - window && at <= now);
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
export function breakerNotice({ frozen }: BreakerState): string | null {
  const places = [
    ...(frozen.repositories > 0
      ? [`${frozen.repositories} ${frozen.repositories === 1 ? "repository" : "repositories"} for a minute (too many writes)`]
      : []),
    ...(frozen.items > 0
      ? [`${frozen.items} ${frozen.items === 1 ? "item" : "items"} for ten minutes (somebody undoes the same label)`]
      : []),
  ];
  return places.length === 0 ? null : `Writes stand still to ${places.join(" and to ")}; everything is still evaluated`;
}
