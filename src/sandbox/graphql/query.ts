import { findAccount } from "../state/accounts.js";
import { findRepository } from "../state/repositories.js";
import type { Entity } from "../state/types.js";
import { actorNode, organizationNode, teamNode } from "./actors.js";
import { commentNode } from "./comment.js";
import { GithubError, canSee } from "./context.js";
import type { Context } from "./context.js";
import { issueNode } from "./issue.js";
import { labelNode } from "./label.js";
import { repositoryNode } from "./repository.js";
import { rollupById } from "./rollup.js";

/** The root of every query. */
export function queryRoot(context: Context) {
  const { world } = context;
  return {
    repository: ({ owner, name }: { owner: string; name: string }) => repository(context, owner, name),
    organization: ({ login }: { login: string }) => {
      const found = findAccount(world, login);
      if (found?.type !== "Organization")
        throw new GithubError("NOT_FOUND", `Could not resolve to an Organization with the login of '${login}'.`);
      return organizationNode(context, found);
    },
    user: ({ login }: { login: string }) => {
      const found = findAccount(world, login);
      if (found?.type !== "User") throw new GithubError("NOT_FOUND", `Could not resolve to a User with the login of '${login}'.`);
      return actorNode(context, found);
    },
    viewer: () => actorNode(context, context.viewer),
    node: ({ id }: { id: string }) => node(context, id),
    nodes: ({ ids }: { ids: string[] }) => nodes(context, ids),
    rateLimit: () => ({
      limit: 5000,
      cost: 1,
      remaining: 4999,
      used: 1,
      nodeCount: 1,
      resetAt: new Date(Date.now() + 3_600_000).toISOString(),
    }),
  };
}

function repository(context: Context, owner: string, name: string): unknown {
  const found = findRepository(context.world, owner, name) ?? context.world.formerNames.get(`${owner}/${name}`.toLowerCase());
  if (!found || !canSee(context, found))
    throw new GithubError("NOT_FOUND", `Could not resolve to a Repository with the name '${owner}/${name}'.`);
  return repositoryNode(context, found);
}

function nodes(context: Context, ids: string[]): unknown[] {
  if (ids.length > 100)
    throw new GithubError("ARGUMENT_LIMIT", "You may not provide more than 100 node ids; you provided " + ids.length + ".");
  // Thrown inside the list, the error belongs to its entry and the others are still answered.
  return ids.map((id) => attempt(() => node(context, id)));
}

function attempt(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

function node(context: Context, id: string): unknown {
  const entity = context.world.nodes.get(id);
  const found = entity ? nodeOf(context, entity) : rollupById(context, id);
  if (found == null) throw new GithubError("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
  return found;
}

function nodeOf(context: Context, entity: Entity): unknown {
  switch (entity.type) {
    case "Repository":
      return canSee(context, entity) ? repositoryNode(context, entity) : null;
    case "Issue":
    case "PullRequest":
      return canSee(context, entity.repository) ? issueNode(context, entity) : null;
    case "IssueComment":
      return canSee(context, entity.issue.repository) ? commentNode(context, entity) : null;
    case "Label":
      return canSee(context, entity.repository) ? labelNode(context, entity) : null;
    case "Team":
      return teamNode(context, entity);
    case "User":
    case "Bot":
    case "Organization":
      return actorNode(context, entity);
    default:
      return null;
  }
}
