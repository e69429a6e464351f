import type { Deployment, DeploymentState, Protection } from "../state/deployment-types.js";
import { isWaiting, reportDeployment, requestDeployment } from "../state/deployments.js";
import { createAccount } from "../state/accounts.js";
import { resolveCommit } from "../state/repositories.js";
import type { World } from "../state/world.js";
import { accountOf, repositoryOf } from "./find.js";

/** A deployment as a test looks at it. */
export interface DeploymentSeen extends Pick<Deployment, "id" | "run" | "environment" | "sha">, Protection {
  isWaiting: boolean;
}

/** Workflow runs that deploy, from outside. */
export class Deployments {
  #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Somebody's run wants to deploy the default branch, or a commit, to an environment with the App's protection rule; returns the deployment's id. */
  request(
    repo: string,
    login: string,
    environment: string,
    { ref, isProtected = true, awaitsMore = false }: { ref?: string; isProtected?: boolean; awaitsMore?: boolean } = {},
  ): number {
    const repository = repositoryOf(this.#world, repo);
    const name = ref ?? repository.defaultBranch;
    const commit = resolveCommit(this.#world, repository, name);
    if (!commit) throw new Error(`No commit ${name} in ${repo}`);
    const creator = accountOf(this.#world, login);
    return requestDeployment(this.#world, repository, creator, { environment, commit, ref: name, isProtected, awaitsMore }).id;
  }

  /** A deployment ends, as the run reports it, or, with a login, as somebody says. */
  report(repo: string, id: number, state: DeploymentState, login?: string): void {
    const by = login === undefined ? createAccount(this.#world, "github-actions[bot]") : accountOf(this.#world, login);
    reportDeployment(this.#world, repositoryOf(this.#world, repo), this.#find(repo, id), by, state);
  }

  seen(repo: string, id: number): DeploymentSeen {
    const found = this.#find(repo, id);
    const { run, environment, sha, protection } = found;
    return { id, run, environment, sha, isWaiting: isWaiting(found), ...structuredClone(protection ?? { answer: null, reports: [] }) };
  }

  #find(repo: string, id: number): Deployment {
    const found = repositoryOf(this.#world, repo).deployments.find((one) => one.id === id);
    if (!found) throw new Error(`No deployment ${id} in ${repo}`);
    return found;
  }
}
