import { entryAt } from "../state/git.js";
import { fullName, resolveCommit, visibilityOf } from "../state/repositories.js";
import type { Blob, Commit, Issue, Repository, Tree } from "../state/types.js";
import { iso } from "../state/world.js";
import { actorNode } from "./actors.js";
import { connection } from "./connection.js";
import type { PageArgs } from "./connection.js";
import { GithubError, demand } from "./context.js";
import type { Context } from "./context.js";
import { deploymentsOf } from "./deployments.js";
import { commitNode, gitObjectNode } from "./git.js";
import { issueNode } from "./issue.js";
import { labelNode } from "./label.js";
import { mergeQueueNode } from "./queue.js";

interface IssueArgs extends PageArgs {
  states?: string[] | null;
  labels?: string[] | null;
  filterBy?: { states?: string[] | null; labels?: string[] | null; since?: string | null } | null;
  orderBy?: { field: string; direction: string } | null;
  headRefName?: string | null;
  baseRefName?: string | null;
}

/** A repository. */
export function repositoryNode(context: Context, repository: Repository): unknown {
  return {
    __typename: "Repository",
    id: repository.nodeId,
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: fullName(repository),
    owner: () => actorNode(context, repository.owner),
    isPrivate: repository.private,
    isFork: repository.fork,
    isArchived: false,
    visibility: visibilityOf(repository).toUpperCase(),
    url: `${context.world.url}/${fullName(repository)}`,
    resourcePath: `/${fullName(repository)}`,
    createdAt: iso(repository.createdAt),
    pushedAt: iso(repository.pushedAt),
    updatedAt: iso(repository.pushedAt),
    defaultBranchRef: () => refNode(context, repository, repository.defaultBranch),
    ref: ({ qualifiedName }: { qualifiedName: string }) => refNode(context, repository, qualifiedName.replace(/^refs\/heads\//, "")),
    object: (args: { expression?: string | null; oid?: string | null }) => gitObject(context, repository, args),
    ...numbered(context, repository),
    ...lists(context, repository),
    deployments: deploymentsOf(context, repository),
    mergeQueue: ({ branch }: { branch?: string | null }) => mergeQueueNode(context, repository, branch ?? repository.defaultBranch),
  };
}

function numbered(context: Context, repository: Repository) {
  const find = (kind: string, accepts: (issue: Issue) => boolean) => (args: { number: number }) => {
    const issue = repository.issues.get(args.number) ?? repository.movedIssues.get(args.number);
    if (!issue || !accepts(issue)) throw new GithubError("NOT_FOUND", `Could not resolve to ${kind} with the number of ${args.number}.`);
    return issueNode(context, issue);
  };
  return {
    issue: find("an Issue", (issue) => !issue.pull),
    pullRequest: find("a PullRequest", (issue) => issue.pull !== null),
    issueOrPullRequest: find("an issue or pull request", () => true),
  };
}

function lists(context: Context, repository: Repository) {
  const of = (pulls: boolean) => (args: IssueArgs) =>
    [...repository.issues.values()].filter((one) => (one.pull !== null) === pulls && wanted(one, args)).toSorted(order(args));
  return {
    labels: connection(
      (args: PageArgs & { query?: string | null }) => matching(repository, args.query),
      (label) => labelNode(context, label),
    ),
    label: ({ name }: { name: string }) => {
      const label = repository.labels.find((one) => one.name.toLowerCase() === name.toLowerCase());
      return label ? labelNode(context, label) : null;
    },
    issues: connection(of(false), (one) => issueNode(context, one)),
    pullRequests: connection(of(true), (one) => issueNode(context, one)),
  };
}

function matching(repository: Repository, query: string | null | undefined) {
  return repository.labels.filter((label) => query == null || label.name.toLowerCase().includes(query.toLowerCase()));
}

function wanted(issue: Issue, args: IssueArgs): boolean {
  const states = args.filterBy?.states ?? args.states;
  const labels = args.filterBy?.labels ?? args.labels;
  const since = args.filterBy?.since;
  const state = issue.pull?.mergedAt == null ? issue.state.toUpperCase() : "MERGED";
  return (
    (states == null || states.includes(state)) &&
    (labels == null || issue.labels.some((label) => labels.some((name) => name.toLowerCase() === label.name.toLowerCase()))) &&
    (since == null || issue.updatedAt >= Date.parse(since)) &&
    (args.headRefName == null || issue.pull?.headRef === args.headRefName) &&
    (args.baseRefName == null || issue.pull?.baseRef === args.baseRefName)
  );
}

function order({ orderBy }: IssueArgs): (a: Issue, b: Issue) => number {
  const sign = orderBy?.direction === "DESC" ? -1 : 1;
  const key = (issue: Issue) =>
    orderBy?.field === "UPDATED_AT" ? issue.updatedAt : orderBy?.field === "COMMENTS" ? issue.comments.length : issue.createdAt;
  return (a, b) => sign * (key(a) - key(b) || a.number - b.number);
}

function refNode(context: Context, repository: Repository, name: string): unknown {
  const commit = repository.branches.get(name);
  if (!commit) return null;
  const target = () => {
    demand(context, repository, ["contents:read"]);
    return commitNode(context, repository, commit);
  };
  return {
    __typename: "Ref",
    id: `REF_${repository.id}_${name}`,
    name,
    prefix: "refs/heads/",
    target,
    repository: () => repositoryNode(context, repository),
  };
}

function gitObject(context: Context, repository: Repository, args: { expression?: string | null; oid?: string | null }): unknown {
  demand(context, repository, ["contents:read"]);
  const object = args.oid == null ? byExpression(context, repository, args.expression ?? "") : context.world.objects.get(args.oid);
  return gitObjectNode(context, repository, object);
}

function byExpression(context: Context, repository: Repository, expression: string): Blob | Tree | Commit | null | undefined {
  const colon = expression.indexOf(":");
  const commit = resolveCommit(context.world, repository, colon < 0 ? expression : expression.slice(0, colon));
  if (colon < 0) return commit ?? context.world.objects.get(expression);
  const path = expression.slice(colon + 1);
  if (!commit) return null;
  return path === "" ? commit.tree : entryAt(commit.tree, path)?.object;
}
