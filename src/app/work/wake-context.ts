import { publishedArtefacts } from "../../core/context/stands.js";
import type { Policy } from "../../core/policy/types.js";
import type { RepositoryKey, Run } from "./run.js";
import { place } from "./run-check.js";

/** Pushes wake the look at artefacts, and time does; what no event told is found as late as this. */
export const CONTEXT_LOOK_MS = 6 * 3_600_000;

/**
 * Puts the look at a repository's artefacts in line: when the policy is another one, when nobody looked yet though there is something to look at, and where
 * the last look is long ago.
 */
export async function wakeContext({ context, key }: Run<RepositoryKey>, policy: Policy | null, isAnother: boolean): Promise<void> {
  const look = { ...place(key), kind: "context" as const };
  const now = context.now();
  const known = await context.store.load(look);
  const isDue = known
    ? isAnother || known.updatedAt <= now - CONTEXT_LOOK_MS
    : policy !== null && (policy.contextIssue === true || publishedArtefacts(policy).length > 0);
  if (isDue) await context.store.enqueueAnew([look], now);
}
