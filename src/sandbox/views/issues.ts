import type { Account } from "../state/account-types.js";
import { atLeast, permissionOf } from "../state/accounts.js";
import { fullName } from "../state/repositories.js";
import type { Comment, Issue, Reaction, Repository } from "../state/types.js";
import { iso } from "../state/world.js";
import type { World } from "../state/world.js";
import { userView } from "./accounts.js";
import { labelView, milestoneView, repositoryView } from "./repositories.js";
import { repoApi } from "./shape.js";
import type { Part } from "./shape.js";

/** The page of an issue or pull request. */
export function htmlUrl(world: World, issue: Issue): string {
  return `${world.url}/${fullName(issue.repository)}/${issue.pull ? "pull" : "issues"}/${issue.number}`;
}

/** How somebody relates to a repository. */
export function association(world: World, repository: Repository, user: Account): "OWNER" | "COLLABORATOR" | "MEMBER" | "NONE" {
  if (repository.owner === user) return "OWNER";
  if (world.teams.some((team) => team.organization === repository.owner && team.members.has(user))) return "MEMBER";
  return atLeast(permissionOf(world, repository, user), "triage") ? "COLLABORATOR" : "NONE";
}

function shared(world: World, issue: Issue) {
  const url = `${repoApi(world, issue.repository)}/issues/${issue.number}`;
  return {
    id: issue.id,
    node_id: issue.nodeId,
    number: issue.number,
    title: issue.title,
    body: issue.body === "" ? null : issue.body,
    user: userView(world, issue.author) as never,
    html_url: htmlUrl(world, issue),
    comments_url: `${url}/comments`,
    labels: issue.labels.map((label) => labelView(world, label)),
    assignees: issue.assignees.map((one) => userView(world, one)) as never,
    assignee: (issue.assignees[0] ? userView(world, issue.assignees[0]) : null) as never,
    milestone: (issue.milestone ? milestoneView(world, issue.milestone) : null) as never,
    state: issue.state,
    locked: false,
    active_lock_reason: null,
    created_at: iso(issue.createdAt),
    updated_at: iso(issue.updatedAt),
    closed_at: iso(issue.closedAt),
    author_association: association(world, issue.repository, issue.author),
  };
}

/** An issue, or a pull request seen as one. */
export function issueView(world: World, issue: Issue): Part<"issue"> {
  const url = `${repoApi(world, issue.repository)}/issues/${issue.number}`;
  const pullUrl = `${repoApi(world, issue.repository)}/pulls/${issue.number}`;
  const pull = issue.pull && {
    url: pullUrl,
    html_url: htmlUrl(world, issue),
    diff_url: null,
    patch_url: null,
    merged_at: iso(issue.pull.mergedAt),
  };
  return {
    ...shared(world, issue),
    url,
    repository_url: repoApi(world, issue.repository),
    comments: issue.comments.length,
    state_reason: issue.stateReason,
    type: issue.issueType === null ? null : { id: 1, node_id: "IT_1", name: issue.issueType, description: null },
    ...(pull ? { pull_request: pull } : {}),
    sub_issues_summary: summary(issue.subIssues),
    reactions: rollup(issue.reactions, url) as never,
  };
}

function summary(issues: Issue[]) {
  const completed = issues.filter((one) => one.state === "closed").length;
  return { total: issues.length, completed, percent_completed: issues.length === 0 ? 0 : Math.floor((completed / issues.length) * 100) };
}

/** A pull request. */
export function pullView(world: World, issue: Issue): Part<"pull-request"> {
  const { pull, repository } = issue;
  if (!pull) throw new Error("Not a pull request");
  const url = `${repoApi(world, repository)}/pulls/${issue.number}`;
  const side = (ref: string, sha: string, repo: Repository) => ({
    label: `${repo.owner.login}:${ref}`,
    ref,
    sha,
    user: userView(world, repo.owner),
    repo: repositoryView(world, repo),
  });
  const baseSha = repository.branches.get(pull.baseRef)?.oid ?? pull.head.oid;
  return {
    ...shared(world, issue),
    url,
    issue_url: `${repoApi(world, repository)}/issues/${issue.number}`,
    draft: pull.draft,
    merged: pull.mergedAt !== null,
    merged_at: iso(pull.mergedAt),
    merged_by: (pull.mergedBy ? userView(world, pull.mergedBy) : null) as never,
    merge_commit_sha: pull.mergeCommit?.oid ?? null,
    mergeable: issue.state === "open" ? true : null,
    head: side(pull.headRef, pull.head.oid, pull.headRepository) as never,
    base: side(pull.baseRef, baseSha, repository) as never,
    commits: pull.commits.length,
    comments: issue.comments.length,
  };
}

/** A comment. */
export function commentView(world: World, comment: Comment): Part<"issue-comment"> {
  const { issue } = comment;
  const url = `${repoApi(world, issue.repository)}/issues/comments/${comment.id}`;
  return {
    id: comment.id,
    node_id: comment.nodeId,
    url,
    html_url: `${htmlUrl(world, issue)}#issuecomment-${comment.id}`,
    issue_url: `${repoApi(world, issue.repository)}/issues/${issue.number}`,
    body: comment.body,
    user: userView(world, comment.author) as never,
    created_at: iso(comment.createdAt),
    updated_at: iso(comment.updatedAt),
    author_association: association(world, issue.repository, comment.author),
    performed_via_github_app: null,
    reactions: rollup(comment.reactions, url) as never,
  };
}

/** A reaction. */
export function reactionView(world: World, reaction: Reaction): Part<"reaction"> {
  const user = userView(world, reaction.user) as never;
  return { id: reaction.id, node_id: reaction.nodeId, user, content: reaction.content, created_at: iso(reaction.createdAt) };
}

function rollup(reactions: Reaction[], url: string): Record<string, unknown> {
  const count = (content: string) => reactions.filter((one) => one.content === content).length;
  const kinds = ["+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes"];
  return { url: `${url}/reactions`, total_count: reactions.length, ...Object.fromEntries(kinds.map((kind) => [kind, count(kind)])) };
}
