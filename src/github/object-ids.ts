import type { Known } from "../core/basics/known.js";
import { z } from "zod";
import type { BoundedCache } from "../core/basics/bounded-cache.js";
import type { Client } from "./client.js";
import { objectsQuery } from "./alias-queries.js";
import { shaped } from "./shapes.js";

/** Repository, commit and path -> object id, null when there is none: a commit never changes, so neither does this. */
export type ObjectCache = BoundedCache<string | null>;

/** Fields of one query. */
const PER_QUERY = 100;
/** More than this is not looked up. */
const MOST = 1500;

const object = z.object({ oid: z.string() }).nullish();
const answerShape = z.object({ repository: z.record(z.string(), object) });

interface Place {
  owner: string;
  name: string;
  nodeId: string;
}

/** What stands at a path of a commit. */
type Spot = { commit: string; path: string };

/**
 * Takes commits and paths; returns by commit the object id of each path, null where there is none; unknown when a commit is gone. What is known
 * from earlier costs nothing.
 */
export async function objectIds(
  client: Client,
  cache: ObjectCache,
  place: Place,
  commits: readonly string[],
  paths: readonly string[],
): Promise<Known<Map<string, Record<string, string | null>>>> {
  const spots = [...new Set(commits)].flatMap((commit) => [...new Set(paths)].map((path): Spot => ({ commit, path })));
  const found = new Map<string, string | null>();
  for (const spot of spots) {
    const known = cache.get(keyOf(place, spot));
    if (known !== undefined) found.set(keyOf(place, spot), known);
  }
  const missing = spots.filter((spot) => !found.has(keyOf(place, spot)));
  if (missing.length > MOST)
    return { known: false, reason: "the branch was pushed too often, or too many files are concerned, to look at all its states" };
  // Each batch asks for its commits, too.
  for (let start = 0; start < missing.length; start += PER_QUERY / 2) {
    const batch = missing.slice(start, start + PER_QUERY / 2);
    const answer = await ask(client, place, batch);
    if (!answer) return { known: false, reason: "a commit that the branch once stood at is gone" };
    for (const [key, oid] of answer) {
      cache.set(key, oid);
      found.set(key, oid);
    }
  }
  const files = (commit: string) => Object.fromEntries(paths.map((path) => [path, found.get(keyOf(place, { commit, path })) ?? null]));
  return { known: true, value: new Map(commits.map((commit) => [commit, files(commit)])) };
}

async function ask(client: Client, place: Place, spots: readonly Spot[]): Promise<[string, string | null][] | null> {
  const commits = [...new Set(spots.map(({ commit }) => commit))];
  const variables = Object.fromEntries([
    ...commits.map((commit, index) => [`c${index}`, commit]),
    ...spots.map(({ commit, path }, index) => [`e${index}`, `${commit}:${path}`]),
  ]) as Record<string, string>;
  const asked = { owner: place.owner, name: place.name, ...variables };
  const mayBeAbsent = (path: string) => /^repository\/[ce]\d+$/.test(path);
  const answer = await client.graphql(objectsQuery(commits.length, spots.length), asked, mayBeAbsent);
  const { repository } = shaped(answerShape, answer, "the states of the branch");
  if (commits.some((commit, index) => repository[`c${index}`]?.oid !== commit)) return null;
  return spots.map((spot, index) => [keyOf(place, spot), repository[`e${index}`]?.oid ?? null]);
}

function keyOf({ nodeId }: Place, { commit, path }: Spot): string {
  return `${nodeId}:${commit}:${path}`;
}
