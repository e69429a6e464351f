import { MOST_LISTED, pullChanges, pullLines } from "../state/pulls.js";
import type { Issue, PullData, Review } from "../state/types.js";
import { iso } from "../state/world.js";
import { htmlUrl } from "../views/issues.js";
import { actorNode } from "./actors.js";
import { connection } from "./connection.js";
import type { Context } from "./context.js";
import { commitNode } from "./git.js";
import { issueNode, visibleClosingIssues } from "./issue.js";
import { entryOf } from "./queue.js";
import { repositoryNode } from "./repository.js";

/** The fields only a pull request has. */
export function pullFields(context: Context, issue: Issue, pull: PullData) {
  const { repository } = issue;
  return {
    // GitHub's field of this name cannot hold every id.
    databaseId: issue.id,
    state: pull.mergedAt === null ? issue.state.toUpperCase() : "MERGED",
    merged: pull.mergedAt !== null,
    mergedAt: iso(pull.mergedAt),
    mergedBy: () => actorNode(context, pull.mergedBy),
    mergeCommit: () => pull.mergeCommit && commitNode(context, repository, pull.mergeCommit),
    isDraft: pull.draft,
    headRefName: pull.headRef,
    headRefOid: pull.head.oid,
    headRepository: () => repositoryNode(context, pull.headRepository),
    baseRefName: pull.baseRef,
    baseRefOid: () => repository.branches.get(pull.baseRef)?.oid ?? pull.head.oid,
    baseRepository: () => repositoryNode(context, repository),
    isCrossRepository: pull.headRepository !== repository,
    ...changeFields(context, issue),
    mergeable: issue.state === "open" ? "MERGEABLE" : "UNKNOWN",
    permalink: htmlUrl(context.world, issue),
    isInMergeQueue: () => entryOf(issue) !== undefined,
    commits: connection(
      () => pull.commits,
      (commit) => ({
        __typename: "PullRequestCommit",
        id: `PRC_${commit.oid}`,
        commit: () => commitNode(context, repository, commit),
      }),
    ),
    closingIssuesReferences: connection(
      () => visibleClosingIssues(context, issue),
      (one) => issueNode(context, one),
    ),
    reviews: connection(
      (args: { states?: string[] | null; first?: number | null; last?: number | null }) => byState(pull.reviews, args.states),
      (one) => reviewNode(context, issue, one),
    ),
    latestReviews: connection(
      () => latest(pull.reviews),
      (one) => reviewNode(context, issue, one),
    ),
    latestOpinionatedReviews: connection(
      () => latest(pull.reviews.filter((one) => one.state !== "COMMENTED")),
      (one) => reviewNode(context, issue, one),
    ),
    reviewDecision: null,
  };
}

function changeFields(context: Context, issue: Issue) {
  return {
    additions: () => pullLines(context.world, issue).additions,
    deletions: () => pullLines(context.world, issue).deletions,
    changedFiles: () => pullChanges(issue)?.length ?? 0,
    files: connection(
      () => (pullChanges(issue) ?? []).slice(0, MOST_LISTED),
      (one) => ({
        __typename: "PullRequestChangedFile",
        path: one.path,
        changeType: one.status === "removed" ? "DELETED" : one.status.toUpperCase(),
        additions: 0,
        deletions: 0,
      }),
    ),
  };
}

function byState(reviews: Review[], states: string[] | null | undefined): Review[] {
  return reviews.filter((one) => states == null || states.includes(one.state));
}

function latest(reviews: Review[]): Review[] {
  return [...new Map(reviews.map((one) => [one.author, one])).values()];
}

function reviewNode(context: Context, issue: Issue, one: Review): unknown {
  return {
    __typename: "PullRequestReview",
    id: one.nodeId,
    databaseId: one.id,
    fullDatabaseId: String(one.id),
    author: () => actorNode(context, one.author),
    viewerDidAuthor: one.author === context.viewer,
    state: one.state,
    body: one.body,
    lastEditedAt: null,
    editor: null,
    isMinimized: false,
    url: `${htmlUrl(context.world, issue)}#pullrequestreview-${one.id}`,
    submittedAt: iso(one.submittedAt),
    createdAt: iso(one.submittedAt),
    commit: { __typename: "Commit", oid: one.commit.oid },
  };
}
