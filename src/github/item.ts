import { HIDDEN_ONE } from "../core/facts/elsewhere.js";
import type { PullRequestRef } from "../core/facts/linked-pull.js";
import type { Known } from "../core/basics/known.js";
import { labelKey, loginKey } from "../core/basics/names.js";
import type { z } from "zod";
import type { AssignedEvent, ChangedFile, IssueRef, Item, LabelEvent, PullRequestFacts, Snapshot } from "../core/facts/snapshot.js";
import { toActor } from "./actors.js";
import type { Client } from "./client.js";
import { writtenOn } from "./comments.js";
import { allNodes, complete, newestNodes } from "./pages.js";
import { assigneeNode, issueNode, labelNode, pullNode, timelineNode } from "./shapes.js";
import type { ItemShape } from "./shapes.js";

/** What one item's query tells about it; the rest of a snapshot is added on demand. */
export type ItemFacts = Pick<
  Snapshot,
  "item" | "comments" | "labelEvents" | "assignedEvents" | "eventsSince" | "deletedOwnComments" | "linkedPullRequests" | "subIssues"
>;

/** Where an item was read, and by whom. */
interface Seen {
  /** The App's slug. */
  slug: string;
  /** Login of the repository's owner. */
  owner: string;
}

/** Takes an item as answered, where, and the files it changes; returns its facts with all pages followed. */
export async function itemFacts(
  client: Client,
  shape: ItemShape,
  { slug, owner }: Seen,
  changed: Known<ChangedFile[]>,
): Promise<ItemFacts> {
  const labels = complete(await allNodes(client, shape.id, "labels", labelNode, shape.labels), "labels");
  const assignees = complete(await allNodes(client, shape.id, "assignees", assigneeNode, shape.assignees), "assignees");
  const { nodes, areAll } = await newestNodes(client, shape.id, "timelineItems", timelineNode, shape.timelineItems);
  const timeline = complete(nodes, "events");
  return {
    item: toItem(
      shape,
      slug,
      {
        labels: labels.map((label) => label.name),
        labelsUpdated: updatesOf(labels),
        assignees: assignees.map((one) => one.login),
        assigneeIds: idsOf(assignees),
      },
      await factsOfPull(client, shape, changed),
    ),
    comments: await writtenOn(client, shape, slug),
    labelEvents: timeline.flatMap((event) => toLabelEvent(event, slug)),
    ...(areAll ? {} : { eventsSince: beginningOf(timeline) ?? shape.updatedAt }),
    assignedEvents: timeline.flatMap(toAssignedEvent),
    deletedOwnComments: timeline.filter((event) => isOwnDeleted(event, slug)).length,
    linkedPullRequests: await linkedPulls(client, shape, { slug, owner }),
    subIssues: await subIssuesOf(client, shape),
  };
}

function beginningOf(timeline: readonly z.infer<typeof timelineNode>[]): number | null {
  for (const event of timeline) if ("createdAt" in event) return event.createdAt;
  return null;
}

function updatesOf(labels: readonly z.infer<typeof labelNode>[]): Item["labelsUpdated"] {
  return Object.fromEntries(labels.flatMap(({ name, updatedAt }) => (updatedAt ? [[labelKey(name), updatedAt]] : [])));
}

function isOwnDeleted(event: z.infer<typeof timelineNode>, slug: string): boolean {
  return event.__typename === "CommentDeletedEvent" && toActor(event.deletedCommentAuthor, slug)?.isSelf === true;
}

function idsOf(assignees: readonly z.infer<typeof assigneeNode>[]): Record<string, number> {
  return Object.fromEntries(assignees.flatMap(({ login, databaseId }) => (databaseId ? [[loginKey(login), databaseId]] : [])));
}

function toItem(
  shape: ItemShape,
  slug: string,
  lists: Pick<Item, "labels" | "labelsUpdated" | "assignees" | "assigneeIds">,
  pullRequest: PullRequestFacts | null,
): Item {
  return {
    kind: shape.__typename === "Issue" ? "issue" : "pull_request",
    nodeId: shape.id,
    number: shape.number,
    title: shape.title,
    url: shape.url,
    body: shape.body,
    author: toActor(shape.author, slug),
    createdAt: shape.createdAt,
    lastEditedAt: shape.lastEditedAt,
    editCount: shape.userContentEdits?.totalCount ?? 0,
    state: (shape.__typename === "Issue" ? shape.state : shape.pullState) === "OPEN" ? "open" : "closed",
    ...lists,
    milestone: shape.milestone?.title ?? null,
    pullRequest,
  };
}

async function factsOfPull(client: Client, shape: ItemShape, changedFiles: Known<ChangedFile[]>): Promise<PullRequestFacts | null> {
  if (shape.__typename !== "PullRequest") return null;
  const closing = await allNodes(client, shape.id, "closingIssuesReferences", issueNode, shape.closingIssuesReferences);
  return {
    headSha: shape.headRefOid,
    headRef: shape.headRefName,
    baseRef: shape.baseRefName,
    isDraft: shape.isDraft,
    merged: shape.merged,
    closingIssues: complete(closing, "issues this pull request closes").map(toIssueRef),
    changedFiles,
    ...(shape.additions != null && shape.deletions != null && { lines: shape.additions + shape.deletions }),
    ...(shape.isCrossRepository === true && { isFork: true }),
  };
}

async function linkedPulls(client: Client, shape: ItemShape, { slug, owner }: Seen): Promise<PullRequestRef[]> {
  if (shape.__typename !== "Issue") return [];
  const pulls = await allNodes(client, shape.id, "closedByPullRequestsReferences", pullNode, shape.closedByPullRequestsReferences);
  // A pull request that may not be seen counts for nothing: a gate that wants one stays red. So does one of another owner, who may say anything there.
  return pulls.flatMap((pull) => (pull && isOwners(pull.repository.nameWithOwner, owner) ? [toPullRef(pull, slug)] : []));
}

function isOwners(repository: string, owner: string): boolean {
  return repository.split("/")[0]?.toLowerCase() === owner.toLowerCase();
}

async function subIssuesOf(client: Client, shape: ItemShape): Promise<Known<IssueRef[]>> {
  if (shape.__typename !== "Issue") return { known: true, value: [] };
  const nodes = await allNodes(client, shape.id, "subIssues", issueNode, shape.subIssues);
  const seen = nodes.filter((node) => node !== null);
  if (seen.length < nodes.length) return { known: false, reason: HIDDEN_ONE };
  return { known: true, value: seen.map(toIssueRef) };
}

function toLabelEvent(event: z.infer<typeof timelineNode>, slug: string): LabelEvent[] {
  if (event.__typename === "AssignedEvent" || event.__typename === "CommentDeletedEvent") return [];
  const kind = event.__typename === "LabeledEvent" ? "labeled" : "unlabeled";
  return [{ id: event.id, kind, label: event.label.name, actor: toActor(event.actor, slug), at: event.createdAt }];
}

function toAssignedEvent(event: z.infer<typeof timelineNode>): AssignedEvent[] {
  if (event.__typename !== "AssignedEvent" || !event.assignee) return [];
  return [{ assignee: event.assignee.login, at: event.createdAt }];
}

/** Takes an issue as answered; returns a reference to it. */
function toIssueRef(node: z.infer<typeof issueNode>): IssueRef {
  return {
    nodeId: node.id,
    repositoryId: node.repository.id,
    repository: node.repository.nameWithOwner,
    number: node.number,
    title: node.title,
    state: node.state === "OPEN" ? "open" : "closed",
    stateReason: (node.stateReason?.toLowerCase() ?? null) as IssueRef["stateReason"],
    closedAt: node.closedAt,
    url: node.url,
  };
}

function toPullRef(node: z.infer<typeof pullNode>, slug: string): PullRequestRef {
  return {
    nodeId: node.id,
    repositoryId: node.repository.id,
    repository: node.repository.nameWithOwner,
    number: node.number,
    title: node.title,
    state: node.state === "OPEN" ? "open" : node.state === "MERGED" ? "merged" : "closed",
    isDraft: node.isDraft,
    headSha: node.headRefOid,
    createdAt: node.createdAt,
    url: node.url,
    author: toActor(node.author ?? null, slug),
    ...(node.state === "MERGED" && { mergedBy: toActor(node.mergedBy ?? null, slug) }),
    isCrossRepository: node.isCrossRepository ?? true,
  };
}
