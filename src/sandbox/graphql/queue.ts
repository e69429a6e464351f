import type { Issue, QueueEntry, Repository } from "../state/types.js";
import { iso } from "../state/world.js";
import { actorNode } from "./actors.js";
import { connection } from "./connection.js";
import { demand } from "./context.js";
import type { Context } from "./context.js";
import { commitNode } from "./git.js";
import { issueNode } from "./issue.js";
import { repositoryNode } from "./repository.js";

/** A branch's merge queue, or null when there is none. Throws FORBIDDEN without the merge_queues permission. */
export function mergeQueueNode(context: Context, repository: Repository, branch: string): unknown {
  demand(context, repository, ["merge_queues:read"]);
  if (branch !== repository.defaultBranch) return null;
  return {
    __typename: "MergeQueue",
    id: `MQ_${repository.id}`,
    url: `${context.world.url}/queue`,
    repository: () => repositoryNode(context, repository),
    entries: connection(
      () => (repository.queueHidden ? [] : repository.queue),
      (entry) => entryNode(context, entry),
    ),
  };
}

/** The queue entry of a pull request, if it waits. */
export function entryOf(issue: Issue): QueueEntry | undefined {
  return issue.repository.queue.find((one) => one.pull.id === issue.id);
}

function entryNode(context: Context, entry: QueueEntry): unknown {
  return {
    __typename: "MergeQueueEntry",
    id: entry.nodeId,
    position: entry.repository.queue.indexOf(entry) + 1,
    state: "AWAITING_CHECKS",
    jump: false,
    solo: false,
    enqueuedAt: iso(entry.enqueuedAt),
    enqueuer: () => actorNode(context, entry.enqueuer),
    headCommit: () => commitNode(context, entry.repository, entry.headCommit),
    pullRequest: () => issueNode(context, entry.pull),
  };
}
