import type { Known } from "../core/basics/known.js";
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
type Entry = z.infer<typeof entry>;

/** Takes a merge group's ref; returns its base branch and the pull request it was made for, or null when it is no such ref. */
export function readQueueRef(ref: string): { branch: string; number: number } | null {
  const found = REF.exec(ref);
  return found ? { branch: found[1] ?? "", number: Number(found[2]) } : null;
}

/**
 * Takes a merge-queue commit and its ref; returns every pull request that it carries, or why they are not all known: those of the queue's entries up to
 * the one whose commit it is. Nothing else proves it: the ref names the last of them only, and of a commit's history nobody knows that it is the queue's.
 */
export async function mergeGroupPullRequests(client: Client, repository: Address, sha: string, ref: string): Promise<Known<number[]>> {
  const named = readQueueRef(ref);
  if (!named) return { known: false, reason: "its branch is not one of a merge queue" };
  const queue = await readQueue(client, repository, named.branch);
  const mine = queue.find((one) => one.headCommit?.oid === sha);
  if (!mine) return { known: false, reason: "the merge queue has no entry for this commit" };
  const carried = queue.filter((one) => one.position <= mine.position).map((one) => one.pullRequest?.number ?? null);
  const seen = carried.filter((number) => number !== null);
  if (seen.length < carried.length) return { known: false, reason: "a pull request in the merge queue is not visible to this App" };
  return { known: true, value: [...new Set([...seen, named.number])].toSorted((a, b) => a - b) };
}

async function readQueue(client: Client, repository: Address, branch: string): Promise<Entry[]> {
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
