import { AsyncLocalStorage } from "node:async_hooks";

/** Resolves while the run that asks still has its lease; throws when it lost it. */
export type Guard = () => Promise<void>;

const running = new AsyncLocalStorage<Guard>();

/** Runs work under a guard: whatever the work starts can be held back by it. */
export function underGuard<T>(guard: Guard, work: () => Promise<T>): Promise<T> {
  return running.run(guard, work);
}

/**
 * Asks the guard of the run, if there is one, right before a request that changes something is sent. A process may stand still at any
 * moment, and GitHub does not know our leases: what was decided before must not be written after somebody else took over.
 */
export function guardedFetch(fetch: typeof globalThis.fetch = globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    if (changesSomething(input, init)) await running.getStore()?.();
    return await fetch(input, init);
  };
}

function changesSomething(input: Parameters<typeof fetch>[0], init: RequestInit | undefined): boolean {
  const method = (init?.method ?? (input instanceof Request ? input.method : "GET")).toUpperCase();
  if (method === "GET" || method === "HEAD") return false;
  const url = input instanceof Request ? input.url : String(input);
  // Queries and tokens are asked for by POST.
  return !/\/(?:graphql|access_tokens)(?:\?|$)/.test(url);
}
