import { z } from "zod";
import type { Actor } from "../core/facts/actor.js";
import type { Item, PullRequestFacts } from "../core/facts/snapshot.js";
import type { BoundedCache } from "../core/basics/bounded-cache.js";
import type { Known, Time } from "../core/basics/known.js";
import { TemporaryFault } from "../core/basics/faults.js";
import type { Makers } from "../core/pulls/makers.js";
import type { Client } from "./client.js";
import { orUnknown, type Address } from "./dependencies.js";
import { account, pullCommits, accountActor } from "./pull-commits.js";
import { shaped, time } from "./shapes.js";

/** Head and pull request -> who made it: what was pushed does not change. */
export type MakersCache = BoundedCache<Makers>;

/** A pull request, as far as it takes to tell who made it. */
export type MadePull = Pick<Item, "number" | "createdAt"> & {
  pullRequest: Pick<PullRequestFacts, "headSha" | "headRef" | "isFork"> | null;
};

/** Pages of a hundred; a branch that was pushed more often is not looked through. */
const MOST_PAGES = 10;
/** So long may GitHub's log be behind its branch. */
const LAG = 60_000;
const entry = z.object({ after: z.string(), ref: z.string(), timestamp: time, actor: account });

/** Takes a pull request; returns who made its commits and who pushed its branch, or why that is not known. What is known of a head is asked for once. */
export async function pullMakers(
  { client, cache, repositoryId }: { client: Client; cache: MakersCache; repositoryId: string },
  address: Address,
  item: MadePull,
  now: Time,
): Promise<Makers> {
  const head = item.pullRequest?.headSha ?? "";
  const key = `${repositoryId}#${item.number}:${head}`;
  const known = cache.get(key);
  if (known) return known;
  const commits = await pullCommits(client, address, item.number);
  const pushers = await pushersOf(client, address, item, now);
  const found = { commits, pushers };
  if (commits.known && pushers.known) cache.set(key, found, commits.value.length + pushers.value.length);
  return found;
}

/** Who pushed the branch, ever: what somebody else pushed over it was the agent's, too. A fork's log is its own, and a GitHub without one tells nobody. */
async function pushersOf(client: Client, { owner, name }: Address, item: MadePull, now: Time): Promise<Known<Actor[]>> {
  const pull = item.pullRequest;
  if (!pull || pull.isFork) return { known: true, value: [] };
  return await orUnknown(async () => {
    const ref = `refs/heads/${pull.headRef}`;
    const log = await logOf(client, { owner, repo: name, ref });
    if (log === "none") return { known: true, value: [] };
    if (log === "endless") return { known: false, reason: `the branch was pushed more than ${MOST_PAGES * 100} times` };
    const pushes = log.filter((one) => one.ref === ref);
    if (isBehind(pushes, pull.headSha, item, now)) throw new TemporaryFault("GitHub's log of pushes does not know the last one yet");
    return { known: true, value: pushes.flatMap(({ actor }) => accountActor(actor) ?? []) };
  });
}

type Entry = z.infer<typeof entry>;

/** Newest first. The log has a cursor where other lists have pages. */
async function logOf(client: Client, parameters: Record<string, string>): Promise<Entry[] | "none" | "endless"> {
  const all: Entry[][] = [];
  let cursor: Record<string, string> = {};
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await client.get("GET /repos/{owner}/{repo}/activity", { ...parameters, per_page: 100, ...cursor });
    if (!answer) return "none";
    all.push(shaped(z.array(entry), answer.data, "the log of pushes"));
    if (!answer.next) return all.flat();
    cursor = answer.nextQuery;
  }
  return "endless";
}

// A commit that a branch was made at is in no log: only what is young may still come.
function isBehind(pushes: readonly Entry[], head: string, { createdAt }: MadePull, now: Time): boolean {
  const newest = pushes[0]?.timestamp ?? createdAt;
  return pushes.every(({ after }) => after !== head) && now - newest < LAG;
}
