import type { Account } from "./account-types.js";
import { record, rewrite, touch } from "./change.js";
import { addLabels } from "./labels.js";
import type { Issue, Repository, StateReason } from "./types.js";
import { nextId, register } from "./world.js";
import type { World } from "./world.js";

export interface IssueWish {
  title: string;
  body: string;
  labels?: string[];
  assignees?: Account[];
  type?: string | null;
}

/** Opens an issue, with its events; returns it. */
export function openIssue(world: World, repository: Repository, author: Account, wish: IssueWish): Issue {
  const issue = register(world, blankIssue(world, repository, author, wish));
  repository.issues.set(issue.number, issue);
  publishIssue(world, issue, author, "opened");
  addLabels(world, issue, author, wish.labels ?? []);
  for (const assignee of wish.assignees ?? []) assign(world, issue, author, assignee);
  return issue;
}

/** An issue that nobody has heard of yet, with the repository's next number. */
export function blankIssue(world: World, repository: Repository, author: Account, wish: IssueWish): Issue {
  const now = world.now();
  return {
    ...nextId(world, "I"),
    type: "Issue",
    number: repository.nextNumber++,
    repository,
    title: wish.title,
    body: wish.body,
    author,
    labels: [],
    assignees: [],
    milestone: null,
    issueType: wish.type ?? null,
    fields: new Map(),
    projects: [],
    state: "open",
    stateReason: null,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    lastEditedAt: null,
    editor: null,
    edits: [],
    timeline: [],
    comments: [],
    reactions: [],
    blockedBy: [],
    subIssues: [],
    parent: null,
    pull: null,
    previous: null,
  };
}

/** Announces a change of an issue or pull request under the event name it has. */
export function publishIssue(
  world: World,
  issue: Issue,
  sender: Account,
  action: string,
  more: { changes?: Record<string, unknown>; assignee?: Account; movedTo?: Issue; extra?: Record<string, unknown> } = {},
): void {
  world.publish({ event: issue.pull ? "pull_request" : "issues", action, sender, repository: issue.repository, issue, ...more });
}

/** Edits title or body; what stays the same is no edit. */
export function editIssue(world: World, issue: Issue, editor: Account, wish: { title?: string; body?: string }): void {
  const changes: Record<string, unknown> = {};
  const isSame = (wish.body ?? issue.body) === issue.body && (wish.title ?? issue.title) === issue.title;
  if (isSame) return;
  touch(world, issue);
  if (wish.body !== undefined && wish.body !== issue.body) {
    changes["body"] = { from: issue.body };
    rewrite(world, issue, editor, wish.body);
  }
  if (wish.title !== undefined && wish.title !== issue.title) {
    changes["title"] = { from: issue.title };
    record(world, issue, editor, "RenamedTitleEvent", { previousTitle: issue.title, currentTitle: wish.title });
    issue.title = wish.title;
  }
  publishIssue(world, issue, editor, "edited", { changes });
}

/** Closes an open issue or pull request. */
export function close(world: World, issue: Issue, actor: Account, reason: StateReason = "completed"): void {
  if (issue.state === "closed") return;
  touch(world, issue);
  issue.state = "closed";
  issue.stateReason = issue.pull ? null : reason;
  issue.closedAt = world.now();
  record(world, issue, actor, "ClosedEvent", { stateReason: issue.stateReason });
  publishIssue(world, issue, actor, "closed");
}

/** Opens a closed issue or pull request again. */
export function reopen(world: World, issue: Issue, actor: Account): void {
  if (issue.state === "open") return;
  touch(world, issue);
  issue.state = "open";
  issue.stateReason = issue.pull ? null : "reopened";
  issue.closedAt = null;
  record(world, issue, actor, "ReopenedEvent", { stateReason: issue.stateReason });
  publishIssue(world, issue, actor, "reopened");
}

/** Assigns someone, once. */
export function assign(world: World, issue: Issue, actor: Account, assignee: Account): void {
  if (issue.assignees.includes(assignee)) return;
  touch(world, issue);
  issue.assignees.push(assignee);
  record(world, issue, actor, "AssignedEvent", { assignee });
  publishIssue(world, issue, actor, "assigned", { assignee });
}

/** Takes an assignment back. */
export function unassign(world: World, issue: Issue, actor: Account, assignee: Account): void {
  if (!issue.assignees.includes(assignee)) return;
  touch(world, issue);
  issue.assignees = issue.assignees.filter((one) => one !== assignee);
  record(world, issue, actor, "UnassignedEvent", { assignee });
  publishIssue(world, issue, actor, "unassigned", { assignee });
}

/** Deletes an issue for good: its number answers 410 from now on, and what was linked with it is not any more. */
export function deleteIssue(world: World, issue: Issue, actor: Account): void {
  relink(world, issue, null);
  issue.repository.issues.delete(issue.number);
  issue.repository.deletedIssues.add(issue.number);
  world.nodes.delete(issue.nodeId);
  publishIssue(world, issue, actor, "deleted");
}

/** Moves an issue to another repository of the same owner: new id and number, the old place redirects; returns the new issue. */
export function transfer(world: World, issue: Issue, actor: Account, to: Repository): Issue {
  const from = issue.repository;
  const moved = register(world, { ...issue, ...nextId(world, "I"), number: to.nextNumber++, repository: to, labels: [], previous: null });
  moved.comments = issue.comments.map((comment) => register(world, { ...comment, issue: moved }));
  from.issues.delete(issue.number);
  from.movedIssues.set(issue.number, moved);
  world.nodes.delete(issue.nodeId);
  to.issues.set(moved.number, moved);
  relink(world, issue, moved);
  record(world, moved, actor, "TransferredEvent", { fromRepository: from });
  publishIssue(world, issue, actor, "transferred", {
    movedTo: moved,
  });
  publishIssue(world, moved, actor, "opened", {
    extra: { changes: { old_issue: { id: issue.id, node_id: issue.nodeId, number: issue.number } } },
  });
  // Labels the new repository also has come along.
  const kept = issue.labels.filter((label) => to.labels.some((one) => one.name.toLowerCase() === label.name.toLowerCase()));
  addLabels(
    world,
    moved,
    actor,
    kept.map((label) => label.name),
  );
  return moved;
}

/** Dependencies and sub-issues go by the issue, wherever it is; they go with it. */
function relink(world: World, issue: Issue, moved: Issue | null): void {
  const replaced = (list: Issue[]) => list.flatMap((one) => (one !== issue ? [one] : moved ? [moved] : []));
  for (const other of world.repositories.flatMap((repository) => [...repository.issues.values()])) {
    other.blockedBy = replaced(other.blockedBy);
    other.subIssues = replaced(other.subIssues);
    if (other.parent === issue) other.parent = moved;
  }
}
