import type { Deployment } from "../state/deployment-types.js";
import type { Repository } from "../state/types.js";
import { iso } from "../state/world.js";
import type { World } from "../state/world.js";
import { userView } from "./accounts.js";
import { repoApi } from "./shape.js";

/** Where a run takes answers to its protection rules. */
export function callbackUrl(world: World, repository: Repository, { run }: Deployment): string {
  return `${repoApi(world, repository)}/actions/runs/${run}/deployment_protection_rule`;
}

/** A deployment as it appears in webhooks. */
export function deploymentView(world: World, repository: Repository, deployment: Deployment): Record<string, unknown> {
  const { id, nodeId, sha, ref, environment, creator, createdAt } = deployment;
  const url = `${repoApi(world, repository)}/deployments/${id}`;
  return {
    url,
    id,
    node_id: nodeId,
    sha,
    ref,
    task: "deploy",
    payload: {},
    original_environment: environment,
    environment,
    description: null,
    creator: userView(world, creator),
    created_at: iso(createdAt),
    updated_at: iso(createdAt),
    statuses_url: `${url}/statuses`,
    repository_url: repoApi(world, repository),
  };
}

/** The newest status of a deployment as it appears in webhooks. */
export function deploymentStatusView(world: World, repository: Repository, deployment: Deployment): Record<string, unknown> {
  const last = deployment.statuses.at(-1);
  if (!last) return {};
  const url = `${repoApi(world, repository)}/deployments/${deployment.id}`;
  return {
    url: `${url}/statuses/${last.id}`,
    id: last.id,
    node_id: last.nodeId,
    state: last.state,
    creator: userView(world, last.creator),
    description: "",
    environment: deployment.environment,
    target_url: "",
    created_at: iso(last.createdAt),
    updated_at: iso(last.createdAt),
    deployment_url: url,
    repository_url: repoApi(world, repository),
  };
}
