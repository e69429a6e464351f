/** What was asked of GitHub: `reads` are REST requests that were not 304, `unchanged` the ones that were. */
export interface RequestCounts {
  reads: number;
  unchanged: number;
  graphql: number;
  writes: number;
}

export type RequestKind = keyof RequestCounts;

/** What GitHub last said of an installation's hourly limit. */
export interface RateLimit {
  remaining: number;
  limit: number;
}

/** Counts requests per installation, for `/metrics` and for the cost of one evaluation. */
export class Requests {
  readonly #counts = new Map<number, RequestCounts>();
  readonly #limits = new Map<number, RateLimit>();

  count(installationId: number, kind: RequestKind): void {
    const counts = this.#counts.get(installationId) ?? { reads: 0, unchanged: 0, graphql: 0, writes: 0 };
    counts[kind] += 1;
    this.#counts.set(installationId, counts);
  }

  /** Takes an answer's headers; remembers what they say of the limit. */
  note(installationId: number, headers: Record<string, unknown>): void {
    const [remaining, limit] = ["x-ratelimit-remaining", "x-ratelimit-limit"].map((name) => Number(headers[name] ?? Number.NaN));
    if (Number.isFinite(remaining) && Number.isFinite(limit))
      this.#limits.set(installationId, { remaining: Number(remaining), limit: Number(limit) });
  }

  /** Returns the limits by installation, where GitHub said any. */
  limits(): Map<number, RateLimit> {
    return new Map(this.#limits);
  }

  /** Returns a copy of the counts by installation. */
  snapshot(): Map<number, RequestCounts> {
    return new Map([...this.#counts].map(([id, counts]) => [id, { ...counts }]));
  }

  /** Returns the sum over all installations. */
  total(): RequestCounts {
    const sum = { reads: 0, unchanged: 0, graphql: 0, writes: 0 };
    for (const counts of this.#counts.values()) {
      for (const kind of ["reads", "unchanged", "graphql", "writes"] as const) sum[kind] += counts[kind];
    }
    return sum;
  }
}
