import type { Known } from "../basics/known.js";
import { agentOf } from "../policy/agents/accounts.js";
import type { Policy } from "../policy/types.js";
import type { Deployment, DeploymentList, DeploymentStatus } from "./facts.js";

type Declared = Pick<Policy, "parts" | "pins" | "agents">;

/**
 * True for a deployment whose newest word is that it succeeded. What took its place later says nothing of it (GitHub turns it inactive then), and an
 * agent's own word proves nothing.
 */
export function hasSucceeded({ statuses }: Deployment, policy: Declared): boolean {
  if (!statuses.known) return false;
  const told = statuses.value.filter((status) => status.state !== "inactive" && !isAgentsPraise(status, policy));
  const newest = told.reduce((latest, { at }) => Math.max(latest, at), Number.NEGATIVE_INFINITY);
  const last = told.filter(({ at }) => at === newest);
  // Times are whole seconds: of several in one, each has to say it, but for what comes before any end.
  const ends = last.filter(({ state }) => state === "success" || state === "failure" || state === "error");
  return ends.length > 0 && ends.every(({ state }) => state === "success");
}

function isAgentsPraise({ state, by }: DeploymentStatus, policy: Declared): boolean {
  return state === "success" && agentOf(policy, by) !== null;
}

/** Takes an environment's deployments; returns the commit of the last that succeeded, null where none did, unknown where an older one may have. */
export function lastSuccess({ deployments, areAll }: DeploymentList, policy: Declared): Known<string | null> {
  const found = deployments.find((deployment) => hasSucceeded(deployment, policy));
  if (found) return { known: true, value: found.sha };
  return areAll ? { known: true, value: null } : { known: false, reason: `none of its ${deployments.length} newest deployments succeeded` };
}

/** True when a deployment of just this commit succeeded, as far as was read. */
export function succeededWith({ deployments }: DeploymentList, sha: string, policy: Declared): boolean {
  return deployments.some((deployment) => deployment.sha === sha && hasSucceeded(deployment, policy));
}
