import type { Caller } from "../rest/call.js";

const HOUR_MS = 3_600_000;

/** Counts requests per installation and hour, by the wall clock that clients compare with. */
export class RateLimits {
  #limit: number;
  #windows = new Map<string, { used: number; resetAt: number }>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Counts one request (or none) and returns the headers to send. */
  headers(caller: Caller, resource: "core" | "graphql", cost: 0 | 1): Record<string, string> {
    const window = this.#window(caller, resource);
    window.used += cost;
    return {
      "x-ratelimit-limit": String(this.#limit),
      "x-ratelimit-remaining": String(Math.max(0, this.#limit - window.used)),
      "x-ratelimit-used": String(window.used),
      "x-ratelimit-reset": String(Math.ceil(window.resetAt / 1000)),
      "x-ratelimit-resource": resource,
    };
  }

  /** True when nothing is left this hour. */
  exhausted(caller: Caller, resource: "core" | "graphql"): boolean {
    return this.#window(caller, resource).used >= this.#limit;
  }

  /** The answer of `GET /rate_limit`. */
  view(caller: Caller): Record<string, unknown> {
    const of = (resource: "core" | "graphql") => {
      const { used, resetAt } = this.#window(caller, resource);
      return { limit: this.#limit, used, remaining: Math.max(0, this.#limit - used), reset: Math.ceil(resetAt / 1000), resource };
    };
    return { resources: { core: of("core"), graphql: of("graphql") }, rate: of("core") };
  }

  #window(caller: Caller, resource: string): { used: number; resetAt: number } {
    const who =
      caller.kind === "installation" ? `i${caller.token.installation.id}` : caller.kind === "user" ? caller.account.login : caller.kind;
    const key = `${who} ${resource}`;
    const known = this.#windows.get(key);
    if (known && known.resetAt > Date.now()) return known;
    const fresh = { used: 0, resetAt: Date.now() + HOUR_MS };
    this.#windows.set(key, fresh);
    return fresh;
  }
}
