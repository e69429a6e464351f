import { z } from "zod";
import type { Client } from "./client.js";
import type { Address } from "./dependencies.js";
import { collect, complete } from "./pages.js";
import { QUEUE_QUERY } from "./query.js";
import { connectionOf, shaped } from "./shapes.js";

const REF = /^(?:refs\/heads\/)?gh-readonly-queue\/(.+)\/pr-(\d{1,10})-[0-9a-f]{7,64}$/;

const entry = z.object({
  position: z.number(),
  headCommit: z.object({ oid: z.string() }).nullable(),
  pullRequest: z.object({ number: z.number() }).nullable(),
});
const answerShape = z.object({ repository: z.object({ mergeQueue: z.object({ entries: connectionOf(entry).nullable() }).nullable() }) });

/** Takes a merge group's ref; returns its base branch and the pull request it was made for, or null when it is no such ref. */
export function readQueueRef(ref: string): { branch: string; number: number } | null {
  const found = REF.exec(ref);
  return found ? { branch: found[1] ?? "", number: Number(found[2]) } : null;
}

/**
 * Takes a merge-queue commit and its ref; returns the pull requests it carries: every entry up to the one whose commit it is.
 * When the queue has moved on, the number in the ref is all that is left. Empty when the ref is not of a merge queue.
 */
export async function mergeGroupPullRequests(client: Client, repository: Address, sha: string, ref: string): Promise<number[]> {
  const named = readQueueRef(ref);
  if (!named) return [];
  const queue = await readQueue(client, repository, named.branch);
  const mine = queue.find((one) => one.headCommit?.oid === sha);
  if (!mine) return [named.number];
  const carried = queue.filter((one) => one.position <= mine.position).flatMap((one) => (one.pullRequest ? [one.pullRequest.number] : []));
  return [...new Set([...carried, named.number])].toSorted((a, b) => a - b);
}

async function readQueue(client: Client, repository: Address, branch: string): Promise<z.infer<typeof entry>[]> {
  const page = async (after: string | null) => {
    const answer = await client.graphql(
      QUEUE_QUERY,
      { owner: repository.owner, name: repository.name, branch, after },
      (path) => path === "repository/mergeQueue",
    );
    return shaped(answerShape, answer, "the merge queue").repository.mergeQueue?.entries ?? null;
  };
  const first = await page(null);
  if (!first) return [];
  const empty = { pageInfo: { hasNextPage: false }, nodes: [] };
  return complete(await collect(first, async (after) => (await page(after)) ?? empty, "merge queue entries"), "merge queue entries");
}
