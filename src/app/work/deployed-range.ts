import type { Known } from "../../core/basics/known.js";
import { environmentKey } from "../../core/basics/names.js";
import type { DeployedRange } from "../../core/deployments/facts.js";
import { asksOf, type DeploymentInput } from "../../core/deployments/judge.js";
import { lastSuccess, succeededWith } from "../../core/deployments/succeeded.js";
import { commitsSince, pullsThatBrought } from "../../github/deployed-range.js";
import { deploymentsTo } from "../../github/deployments.js";
import { itemsOfPulls, type Home } from "./deployed-items.js";
import { partsOf } from "./deployed-parts.js";
import type { DeploymentKey, Run } from "./run.js";

/** Takes a deployment that asks and the policy; returns what it is judged by, as far as that has to be read. */
export async function deploymentFacts(run: Run<DeploymentKey>, home: Home): Promise<DeploymentInput> {
  const { policy } = home;
  const { environment } = run.key;
  const asks = asksOf(policy, environment);
  if (!asks.isNamed || asks.isFree) return { policy, environment, range: null, succeeded: new Map() };
  const range = await rangeOf(run, home, asks.isOrdered);
  const isAgents = range.known && range.value.parts.some(({ agents }) => !agents.known || agents.value.length > 0);
  const succeeded = isAgents ? await successesIn(run, home, asks.before) : new Map<string, boolean>();
  return { policy, environment, range, succeeded };
}

/** By an environment's key: whether just this commit succeeded there. What cannot be read did not. */
async function successesIn(
  { context, access, key }: Run<DeploymentKey>,
  { policy }: Home,
  names: readonly string[],
): Promise<Map<string, boolean>> {
  const found = new Map<string, boolean>();
  for (const name of names) {
    const list = await deploymentsTo(access.client, key, name, context.app.slug);
    found.set(environmentKey(name), list.known && succeededWith(list.value, key.sha, policy));
  }
  return found;
}

async function rangeOf(run: Run<DeploymentKey>, home: Home, isOrdered: boolean): Promise<Known<DeployedRange>> {
  const { context, access, key } = run;
  const { slug } = context.app;
  const before = await deploymentsTo(access.client, key, key.environment, slug);
  const since = before.known ? lastSuccess(before.value, home.policy) : before;
  if (!since.known) return since;
  const commits = await commitsSince(access.client, key, since.value, key.sha);
  if (!commits.known) return commits;
  const brought = await pullsThatBrought(access.client, key, commits.value, slug);
  if (!brought.known) return brought;
  // A commit may have come to another repository by a pull request, too: here it came without one.
  const pulls = brought.value.filter(({ repositoryId }) => repositoryId === home.repository.nodeId);
  const items = await itemsOfPulls(run, home, pulls);
  const parts = isOrdered ? await partsOf(run, home, { commits: commits.value, pulls }) : [];
  return { known: true, value: { since: since.value, items, parts } };
}
