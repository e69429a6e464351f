import type { Time } from "./known.js";

interface Entry<V> {
  value: V;
  at: Time;
  weight: number;
}

/** How much a cache may hold, and for how long. */
export interface CacheLimits {
  entries: number;
  /** Sum of the weights given to `set`. */
  weight?: number;
  /** Milliseconds after which an entry no longer counts. */
  age?: number;
}

/** A least-recently-used map with a bound on entries, weight and age. A bound on age takes a clock. */
export class BoundedCache<V> {
  readonly #entries = new Map<string, Entry<V>>();
  readonly #limits: CacheLimits;
  readonly #now: () => Time;
  #weight = 0;

  constructor(limits: CacheLimits, now: (() => Time) | null = null) {
    if (limits.age !== undefined && now === null) throw new Error("What ages takes a clock");
    this.#limits = limits;
    this.#now = now ?? (() => 0);
  }

  /** Takes a key; returns the value that is still good, else undefined. */
  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.delete(key);
    if (this.#limits.age !== undefined && this.#now() - entry.at >= this.#limits.age) return undefined;
    this.#put(key, entry);
    return entry.value;
  }

  /** Keeps a value, dropping what was used longest ago when there is no room. Heavier than the whole cache: not kept. */
  set(key: string, value: V, weight = 1): void {
    this.delete(key);
    if (weight > (this.#limits.weight ?? Number.POSITIVE_INFINITY)) return;
    this.#put(key, { value, at: this.#now(), weight });
    this.#shrink();
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#weight -= entry.weight;
  }

  /** Drops every entry whose key starts with the prefix; the empty prefix drops all. */
  deletePrefix(prefix: string): void {
    for (const key of this.#entries.keys()) if (key.startsWith(prefix)) this.delete(key);
  }

  get size(): number {
    return this.#entries.size;
  }

  #put(key: string, entry: Entry<V>): void {
    this.#entries.set(key, entry);
    this.#weight += entry.weight;
  }

  #shrink(): void {
    const { entries, weight = Number.POSITIVE_INFINITY } = this.#limits;
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= entries && this.#weight <= weight) return;
      this.delete(key);
    }
  }
}
