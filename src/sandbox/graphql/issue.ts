import { htmlUrl, association } from "../views/issues.js";
import { closingIssues, closingPulls } from "../state/pulls.js";
import type { Issue, Milestone } from "../state/types.js";
import { iso } from "../state/world.js";
import { actorNode } from "./actors.js";
import { commentNode, writtenNode } from "./comment.js";
import { connection } from "./connection.js";
import type { PageArgs } from "./connection.js";
import { canSee, demand, seen } from "./context.js";
import type { Context } from "./context.js";
import { labelNode } from "./label.js";
import { projectItems } from "./projects.js";
import { pullFields } from "./pull.js";
import { repositoryNode } from "./repository.js";
import { timelineItems } from "./timeline.js";

/** An issue or a pull request. Throws FORBIDDEN when the installation may not read it. */
export function issueNode(context: Context, current: Issue): unknown {
  const kind = current.pull ? "pull_requests:read" : "issues:read";
  demand(context, current.repository, [kind]);
  const issue = seen(context, current);
  const shared = sharedFields(context, issue);
  return issue.pull ? { ...shared, ...pullFields(context, issue, issue.pull) } : { ...shared, ...issueFields(context, issue) };
}

function sharedFields(context: Context, issue: Issue) {
  return {
    __typename: issue.type,
    ...writtenNode(context, issue),
    number: issue.number,
    title: issue.title,
    url: htmlUrl(context.world, issue),
    resourcePath: htmlUrl(context.world, issue).slice(context.world.url.length),
    closed: issue.state === "closed",
    closedAt: iso(issue.closedAt),
    locked: false,
    authorAssociation: association(context.world, issue.repository, issue.author),
    repository: () => repositoryNode(context, issue.repository),
    labels: connection(
      () => issue.labels,
      (label) => labelNode(context, label),
    ),
    assignees: connection(
      () => issue.assignees,
      (one) => actorNode(context, one),
    ),
    milestone: () => milestoneNode(context, issue.milestone),
    comments: connection(
      () => issue.comments,
      (one) => commentNode(context, one),
    ),
    timelineItems: timelineItems(context, issue),
    projectItems: projectItems(context, issue),
  };
}

function issueFields(context: Context, issue: Issue) {
  const visible = (list: Issue[]) => list.filter((one) => canSee(context, one.repository));
  const closers = (args: PageArgs & { includeClosedPrs?: boolean }) =>
    visible(closingPulls(context.world, issue, args.includeClosedPrs ?? false));
  return {
    state: issue.state.toUpperCase(),
    // Clients that do not know duplicates see them as not planned.
    stateReason: ({ enableDuplicate }: { enableDuplicate?: boolean }) =>
      issue.stateReason === "duplicate" && !enableDuplicate ? "NOT_PLANNED" : (issue.stateReason?.toUpperCase() ?? null),
    isPinned: false,
    parent: () => (issue.parent && canSee(context, issue.parent.repository) ? issueNode(context, issue.parent) : null),
    subIssues: connection(
      () => visible(issue.subIssues),
      (one) => issueNode(context, one),
    ),
    subIssuesSummary: () => subIssuesSummary(issue.subIssues),
    closedByPullRequestsReferences: connection(closers, (one) => issueNode(context, one)),
  };
}

function subIssuesSummary(issues: Issue[]) {
  const completed = issues.filter((one) => one.state === "closed").length;
  return { total: issues.length, completed, percentCompleted: issues.length === 0 ? 0 : Math.floor((completed / issues.length) * 100) };
}

/** The issues a pull request closes, those the caller may see. */
export function visibleClosingIssues(context: Context, request: Issue): Issue[] {
  return closingIssues(context.world, request).filter((one) => canSee(context, one.repository));
}

function milestoneNode(context: Context, milestone: Milestone | null): unknown {
  if (!milestone) return null;
  const { nodeId, number, title, state, createdAt, repository } = milestone;
  return {
    __typename: "Milestone",
    id: nodeId,
    number,
    title,
    state: state.toUpperCase(),
    closed: state === "closed",
    createdAt: iso(createdAt),
    repository: () => repositoryNode(context, repository),
  };
}
