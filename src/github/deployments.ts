import { z } from "zod";
import type { Known } from "../core/basics/known.js";
import { environmentKey } from "../core/basics/names.js";
import type { Deployment, DeploymentList, DeploymentStatus } from "../core/deployments/facts.js";
import { toActor } from "./actors.js";
import type { Client } from "./client.js";
import { orUnknown, type Address } from "./dependencies.js";
import { DEPLOYMENTS_QUERY } from "./deployment-queries.js";
import { actor, connectionOf, shaped, time, wholeOf } from "./shapes.js";

const STATES = ["ERROR", "FAILURE", "INACTIVE", "IN_PROGRESS", "PENDING", "QUEUED", "SUCCESS", "WAITING"] as const;
const status = z.object({ state: z.enum(STATES), createdAt: time, creator: actor.nullable() });
const deployment = z.object({
  databaseId: z.number().nullable(),
  commitOid: z.string(),
  environment: z.string().nullable(),
  createdAt: time,
  statuses: connectionOf(status).nullable(),
});
const listShape = z.object({ repository: z.object({ deployments: connectionOf(deployment).nullable() }) });
const pendingShape = z.array(z.object({ environment: z.object({ name: z.string().nullish() }) }));
const approvalsShape = z.array(
  z.object({
    state: z.string(),
    comment: z.string().nullish(),
    user: z.object({ login: z.string() }).nullish(),
    environments: z.array(z.object({ name: z.string().nullish() })),
  }),
);

/** Takes an environment; returns its newest deployments with what was reported of each, or why they are not known. */
export async function deploymentsTo(
  client: Client,
  repository: Address,
  environment: string,
  slug: string,
): Promise<Known<DeploymentList>> {
  return await orUnknown(async () => {
    const { owner, name } = repository;
    const answer = await client.graphql(DEPLOYMENTS_QUERY, { owner, name, environments: [environment] });
    const found = shaped(listShape, answer, "the deployments").repository.deployments;
    if (!found?.nodes) return { known: false, reason: "GitHub does not list the deployments" };
    const seen = found.nodes.flatMap((node) =>
      node?.environment && environmentKey(node.environment) === environmentKey(environment) ? [node] : [],
    );
    const deployments = seen.map((node) => toDeployment(node, slug)).toSorted((a, b) => b.at - a.at || b.id - a.id);
    return { known: true, value: { deployments, areAll: !found.pageInfo.hasNextPage && !found.nodes.includes(null) } };
  });
}

function toDeployment({ databaseId, commitOid, createdAt, statuses }: z.infer<typeof deployment>, slug: string): Deployment {
  return { id: databaseId ?? 0, sha: commitOid, at: createdAt, statuses: statusesOf(statuses, slug) };
}

function statusesOf(found: z.infer<typeof deployment>["statuses"], slug: string): Known<DeploymentStatus[]> {
  const told = wholeOf(found);
  if (told === null) return { known: false, reason: "GitHub does not tell all that was reported of it" };
  return {
    known: true,
    value: told.map(({ state, createdAt, creator }) => ({ state: wordOf(state), at: createdAt, by: toActor(creator, slug) })),
  };
}

function wordOf(state: (typeof STATES)[number]): DeploymentStatus["state"] {
  return state.toLowerCase() as DeploymentStatus["state"];
}

/** Takes a run and an environment; returns whether the run still waits for protection rules of it. A run that is gone waits for none. */
export async function isPending(client: Client, { owner, name }: Address, run: number, environment: string): Promise<boolean> {
  const route = "GET /repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments";
  const answer = await client.get(route, { owner, repo: name, run_id: run }, { cached: false });
  if (!answer) return false;
  return shaped(pendingShape, answer.data, "the pending deployments").some((one) => isNamed(one.environment, environment));
}

/** True when this App approved an environment of a run in words that hold the mark. */
export async function hasApproved(
  client: Client,
  { owner, name }: Address,
  { run, environment }: { run: number; environment: string },
  by: { slug: string; mark: string },
): Promise<boolean> {
  const route = "GET /repos/{owner}/{repo}/actions/runs/{run_id}/approvals";
  const answer = await client.get(route, { owner, repo: name, run_id: run }, { cached: false });
  if (!answer) return false;
  const ours = shaped(approvalsShape, answer.data, "the approvals of a run").filter(({ user }) => user?.login === `${by.slug}[bot]`);
  return ours.some(
    ({ state, comment, environments }) =>
      state === "approved" && (comment ?? "").includes(by.mark) && environments.some((one) => isNamed(one, environment)),
  );
}

function isNamed({ name }: { name?: string | null | undefined }, environment: string): boolean {
  return environmentKey(name ?? "") === environmentKey(environment);
}
