import { z } from "zod";
import type { Holdings } from "../core/publishing/rollout.js";
import type { Policy } from "../core/policy/types.js";
import type { Time } from "../core/basics/known.js";
import { sameLabel } from "../core/basics/names.js";
import { holdingsQuery } from "./alias-queries.js";
import type { Client } from "./client.js";
import { YOUNGEST_QUERY } from "./query.js";
import { connectionOf, shaped, time } from "./shapes.js";

/** A repository of which is asked what it holds. */
export interface AskedRepository {
  owner: string;
  name: string;
  policy: Policy;
  /** Labels that the policy names. */
  labels: readonly string[];
}

/** What it holds; `atMost` where what is older than the policy governs was too much to be told apart. */
export interface FoundHoldings extends Holdings {
  atMost: boolean;
}

const total = z.object({ totalCount: z.number() });
const repositoryShape = z.looseObject({ issues: total, staged: total, pulls: total, stagedPulls: total });
const holdingsShape = z.record(z.string(), repositoryShape.nullable());
const label = z.object({ name: z.string() });
const youngest = z.object({ createdAt: time, labels: z.object({ nodes: z.array(label.nullable()).nullable() }).nullable() });
const youngestShape = z.object({ repository: z.object({ issues: connectionOf(youngest) }) });

/** Of a hundred issues each. */
const MOST_PAGES = 10;

/** Takes a few repositories; returns what each holds, null for one that cannot be seen. One query for all, and one for each hundred issues where the policy governs from a day on. */
export async function holdingsOf(client: Client, asked: readonly AskedRepository[]): Promise<(FoundHoldings | null)[]> {
  const variables = Object.fromEntries(
    asked.flatMap(({ owner, name, policy, labels }, index): [string, unknown][] => [
      [`o${index}`, owner],
      [`n${index}`, name],
      [`s${index}`, policy.lifecycle.stages.map((stage) => stage.label)],
      ...labels.map((one, place): [string, unknown] => [`k${index}_${place}`, one]),
    ]),
  );
  const query = holdingsQuery(asked.map(({ labels }) => labels.length));
  const answer = shaped(holdingsShape, await client.graphql(query, variables, (path) => /^r\d+$/.test(path)), "what repositories hold");
  const found: (FoundHoldings | null)[] = [];
  for (const [index, repository] of asked.entries()) {
    const counts = answer[`r${index}`];
    found.push(counts ? await withFresh(client, repository, counts, index) : null);
  }
  return found;
}

async function withFresh(
  client: Client,
  repository: AskedRepository,
  { issues, staged, pulls, stagedPulls, ...labels }: z.infer<typeof repositoryShape>,
  index: number,
): Promise<FoundHoldings> {
  const bare = issues.totalCount - staged.totalCount;
  const { governsSince, lifecycle } = repository.policy;
  const isAll = governsSince === null || lifecycle.initial === null || bare === 0;
  const { fresh, atMost } = isAll ? { fresh: bare, atMost: false } : await youngerThan(client, repository, governsSince, bare);
  return {
    issues: issues.totalCount,
    staged: staged.totalCount,
    fresh,
    pulls: pulls.totalCount,
    stagedPulls: stagedPulls.totalCount,
    missingLabels: repository.labels.filter((_, place) => labels[`k${index}_${place}`] == null).length,
    atMost,
  };
}

/** Counts open issues without a stage's label that were made since; beyond a thousand issues all the rest count as such. */
async function youngerThan(
  client: Client,
  repository: AskedRepository,
  since: Time,
  bare: number,
): Promise<{ fresh: number; atMost: boolean }> {
  const { owner, name, policy } = repository;
  let [fresh, older] = [0, 0];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer: unknown = await client.graphql(YOUNGEST_QUERY, { owner, name, after });
    const { nodes, pageInfo } = shaped(youngestShape, answer, "the youngest issues").repository.issues;
    for (const node of nodes ?? []) {
      if (node === null || hasStage(node, policy)) continue;
      if (node.createdAt >= since) fresh += 1;
      else older += 1;
    }
    if (older > 0 || !pageInfo.hasNextPage || !pageInfo.endCursor) return { fresh, atMost: false };
    after = pageInfo.endCursor;
  }
  return { fresh: bare, atMost: true };
}

function hasStage({ labels }: z.infer<typeof youngest>, { lifecycle }: Policy): boolean {
  return (labels?.nodes ?? []).some((one) => one !== null && lifecycle.stages.some((stage) => sameLabel(stage.label, one.name)));
}
