import { fullName, visibilityOf } from "../state/repositories.js";
import type { Commit, Label, Milestone, Repository } from "../state/types.js";
import { iso } from "../state/world.js";
import type { World } from "../state/world.js";
import { userView } from "./accounts.js";
import { repoApi } from "./shape.js";
import type { Part } from "./shape.js";

/** A repository. */
export function repositoryView(world: World, repository: Repository): Part<"full-repository"> {
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: fullName(repository),
    private: repository.private,
    visibility: visibilityOf(repository),
    owner: userView(world, repository.owner) as never,
    html_url: `${world.url}/${fullName(repository)}`,
    url: repoApi(world, repository),
    description: null,
    fork: repository.fork,
    archived: false,
    disabled: false,
    has_issues: true,
    default_branch: repository.defaultBranch,
    created_at: iso(repository.createdAt),
    updated_at: iso(repository.pushedAt),
    pushed_at: iso(repository.pushedAt),
    open_issues_count: [...repository.issues.values()].filter((issue) => issue.state === "open").length,
  };
}

/** A label. */
export function labelView(world: World, label: Label): Required<Part<"label">> {
  return {
    id: label.id,
    node_id: label.nodeId,
    url: `${repoApi(world, label.repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: label.isDefault,
    description: label.description,
  };
}

/** A milestone. */
export function milestoneView(world: World, milestone: Milestone): Part<"milestone"> {
  const { id, nodeId, number, title, state, repository } = milestone;
  return {
    id,
    node_id: nodeId,
    number,
    title,
    state,
    url: `${repoApi(world, repository)}/milestones/${number}`,
    created_at: iso(milestone.createdAt),
  };
}

/** A commit in a list or by itself. */
export function commitView(world: World, repository: Repository, commit: Commit): Record<string, unknown> {
  const who = { name: commit.author.login, email: `${commit.author.login}@users.noreply.example`, date: iso(commit.committedAt) };
  return {
    sha: commit.oid,
    node_id: `C_${commit.oid}`,
    url: `${repoApi(world, repository)}/commits/${commit.oid}`,
    html_url: `${world.url}/${fullName(repository)}/commit/${commit.oid}`,
    commit: { message: commit.message, author: who, committer: who, tree: { sha: commit.tree.oid }, comment_count: 0 },
    author: userView(world, commit.author),
    committer: userView(world, commit.author),
    parents: commit.parents.map((parent) => ({ sha: parent.oid, url: `${repoApi(world, repository)}/commits/${parent.oid}` })),
  };
}
