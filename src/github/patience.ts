import { TemporaryFault } from "../core/basics/faults.js";
import type { PolicyFiles } from "../core/ports.js";
import type { BoundedCache } from "../core/basics/bounded-cache.js";

/** So often is a folder that GitHub does not list taken for a fault that passes; after that the policy is said to be unreadable. */
const TIMES = 3;

/**
 * Takes policy files as read; throws a `TemporaryFault` while it is likely that GitHub lists all of their folders a moment later. A server that
 * never does is not asked for ever: the last good policy stays in force then, and what is wrong is said.
 */
export function awaitListings(seen: BoundedCache<unknown>, repositoryId: string, { unlisted = [] }: PolicyFiles): void {
  const key = `unlisted ${repositoryId}`;
  const passing = unlisted.find(({ mayPass }) => mayPass);
  if (!passing) return;
  const before = seen.get(key);
  const times = (typeof before === "number" ? before : 0) + 1;
  seen.set(key, times);
  if (times <= TIMES) throw new TemporaryFault(`GitHub did not list a folder of policy files (${passing.path})`);
}

/** Forgets how often a repository's folders were not listed: they were just now. */
export function listedAgain(seen: BoundedCache<unknown>, repositoryId: string, { unlisted = [] }: PolicyFiles): void {
  if (!unlisted.some(({ mayPass }) => mayPass)) seen.delete(`unlisted ${repositoryId}`);
}
