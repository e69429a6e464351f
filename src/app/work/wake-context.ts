import { publishedArtefacts } from "../../core/context/stands.js";
import { isContextIssue } from "../../core/facts/context-issue.js";
import type { Item } from "../../core/facts/snapshot.js";
import type { Policy } from "../../core/policy/types.js";
import type { ItemKey, RepositoryKey, Run } from "./run.js";
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

/** Puts it in line, too, when something was done to the issue that it keeps: what somebody made of its text is put right. */
export async function wakeContextOf({ context, key }: Run<ItemKey>, item: Item): Promise<void> {
  if (isContextIssue(item)) await context.store.enqueueAnew([{ ...place(key), kind: "context" }], context.now());
}
