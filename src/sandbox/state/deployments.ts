import type { Account } from "./account-types.js";
import type { Deployment, DeploymentState } from "./deployment-types.js";
import { deploymentView, deploymentStatusView, callbackUrl } from "../views/deployments.js";
import type { Commit, Repository } from "./types.js";
import { nextId } from "./world.js";
import type { World } from "./world.js";

export interface DeploymentWish {
  environment: string;
  commit: Commit;
  ref: string;
  /** The environment has a protection rule of the App's. */
  isProtected: boolean;
  /** And another one, which nobody has passed yet. */
  awaitsMore?: boolean;
}

/** A run reaches a job that deploys: a deployment is made, which waits where the environment is protected, with the event. Returns it. */
export function requestDeployment(world: World, repository: Repository, creator: Account, wish: DeploymentWish): Deployment {
  const { environment, commit, ref, isProtected, awaitsMore = false } = wish;
  const deployment: Deployment = {
    ...nextId(world, "DE"),
    run: nextId(world, "WFR").id,
    environment,
    sha: commit.oid,
    ref,
    creator,
    createdAt: world.now(),
    statuses: [],
    protection: isProtected ? { answer: null, reports: [] } : null,
    awaitsMore,
  };
  repository.deployments.push(deployment);
  if (!isProtected) return deployment;
  addStatus(world, deployment, creator, "waiting");
  const extra = {
    environment,
    event: "push",
    deployment_callback_url: callbackUrl(world, repository, deployment),
    deployment: deploymentView(world, repository, deployment),
    pull_requests: [],
  };
  world.publish({ event: "deployment_protection_rule", action: "requested", sender: creator, repository, extra });
  return deployment;
}

/** Somebody reports how a deployment went, with the event. What succeeded takes the place of what succeeded before. */
export function reportDeployment(world: World, repository: Repository, deployment: Deployment, by: Account, state: DeploymentState): void {
  addStatus(world, deployment, by, state);
  if (state === "success") {
    const others = repository.deployments.filter((one) => one !== deployment && one.environment === deployment.environment);
    for (const other of others) if (other.statuses.at(-1)?.state === "success") addStatus(world, other, by, "inactive");
  }
  const extra = {
    deployment_status: deploymentStatusView(world, repository, deployment),
    deployment: deploymentView(world, repository, deployment),
  };
  world.publish({ event: "deployment_status", action: "created", sender: by, repository, extra });
}

function addStatus(world: World, deployment: Deployment, creator: Account, state: DeploymentState): void {
  deployment.statuses.push({ ...nextId(world, "DS"), state, creator, createdAt: world.now() });
}

/** True while a run waits for a protection rule of the environment. */
export function isWaiting({ protection, awaitsMore, statuses }: Deployment): boolean {
  if (protection === null || statuses.at(-1)?.state !== "waiting") return false;
  return protection.answer === null || (protection.answer.state === "approved" && awaitsMore);
}
