import type { Deployment, DeploymentStatus } from "../state/deployment-types.js";
import type { Repository } from "../state/types.js";
import { iso } from "../state/world.js";
import { actorNode } from "./actors.js";
import { connection } from "./connection.js";
import type { PageArgs } from "./connection.js";
import { demand } from "./context.js";
import type { Context } from "./context.js";

interface DeploymentArgs extends PageArgs {
  environments?: string[] | null;
  orderBy?: { direction: string } | null;
}

/** The list of a repository's deployments. Throws FORBIDDEN without the permission. */
export function deploymentsOf(context: Context, repository: Repository) {
  return connection(
    ({ environments, orderBy }: DeploymentArgs) => {
      demand(context, repository, ["deployments:read"]);
      const wanted = repository.deployments.filter((one) => environments == null || environments.includes(one.environment));
      return orderBy?.direction === "DESC" ? wanted.toReversed() : wanted;
    },
    (one) => deploymentNode(context, one),
  );
}

function deploymentNode(context: Context, deployment: Deployment): unknown {
  const { id, nodeId, sha, environment, createdAt, creator, statuses } = deployment;
  return {
    __typename: "Deployment",
    id: nodeId,
    databaseId: id,
    commitOid: sha,
    environment,
    originalEnvironment: environment,
    createdAt: iso(createdAt),
    creator: () => actorNode(context, creator),
    statuses: connection(
      () => statuses,
      (one) => statusNode(context, one),
    ),
  };
}

function statusNode(context: Context, { nodeId, state, createdAt, creator }: DeploymentStatus): unknown {
  return {
    __typename: "DeploymentStatus",
    id: nodeId,
    state: state.toUpperCase(),
    createdAt: iso(createdAt),
    creator: () => actorNode(context, creator),
  };
}
