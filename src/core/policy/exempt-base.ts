import { matchesGlob } from "../basics/glob.js";
import type { Snapshot } from "../facts/snapshot.js";
import type { Policy } from "./types.js";

/** Takes an item and the policy; returns the branch that it goes into, where pull requests into that are none of the policy's business. */
export function exemptBase({ item }: Pick<Snapshot, "item">, { pullRequests }: Pick<Policy, "pullRequests">): string | undefined {
  const into = item.pullRequest?.baseRef;
  const globs = pullRequests.exempt.base ?? [];
  return into !== undefined && globs.some((glob) => matchesGlob(glob, into)) ? into : undefined;
}
