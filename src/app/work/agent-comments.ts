import { overCommentsKey } from "../../core/handoff/agent-comments.js";
import { isObserving } from "../../core/handoff/evaluate.js";
import type { Snapshot, WrittenComment } from "../../core/facts/snapshot.js";
import { commentMarker } from "../../core/facts/writes.js";
import { agentOf } from "../../core/policy/agents/accounts.js";
import type { Policy } from "../../core/policy/types.js";
import type { ItemRecord } from "../../core/record/record.js";
import { countedSince, firstBeyond, uncountedComments, windowOf, youngOf } from "../../core/words/agent-comments.js";
import { commentsSince } from "../../github/repository-comments.js";
import type { Run } from "./run.js";

/**
 * What agents wrote in the repository as far back as their limits reach, where one wrote something on this item that was not counted yet: as GitHub lists
 * it, the same whoever asks and after any restart. Undefined where nobody did, and where GitHub does not list it.
 */
export async function agentCommentsOf(
  { context, access, key }: Run,
  snapshot: Snapshot,
  { policy, record }: { policy: Policy; record: ItemRecord },
): Promise<Snapshot["agentComments"]> {
  const uncounted = youngOf(uncountedComments(snapshot, policy, record), context.now());
  if (uncounted.length === 0 || isObserving({ policy, snapshot })) return undefined;
  const since = uncounted.reduce((first, one) => Math.min(first, countedSince(one)), Number.POSITIVE_INFINITY);
  const listed = await commentsSince(access.client, key, since);
  if (listed === null) return undefined;
  return Object.fromEntries(
    uncounted.map(({ agent, comments }) => {
      const written = listed
        .filter(({ author }) => author !== null && agentOf(policy, author)?.id === agent.id)
        .map(({ id, at }): WrittenComment => ({ id, at }));
      const windows = [...firstBeyond(agent, written).keys()].filter((window) =>
        comments.some(({ createdAt }) => windowOf(agent, createdAt) === window),
      );
      const keys = windows.map((window) => overCommentsKey(agent.id, window));
      const own = listed.filter(({ author }) => author?.type === "Bot" && author.login === context.app.slug);
      const told = keys.filter((one) => own.some(({ body }) => body.includes(commentMarker(one))));
      return [agent.id, { written, told }];
    }),
  );
}
