import { z } from "zod";
import type { BoundedCache } from "../core/basics/bounded-cache.js";
import type { Known, Time } from "../core/basics/known.js";
import { spellings } from "../core/document/names.js";
import type { Actor } from "../core/facts/actor.js";
import type { LinkedDocument, RepositoryInfo } from "../core/facts/snapshot.js";
import { agentOf } from "../core/policy/agents/accounts.js";
import type { Policy } from "../core/policy/types.js";
import { historiesQuery } from "./alias-queries.js";
import type { Client } from "./client.js";
import { orUnknown } from "./dependencies.js";
import { objectIds, type ObjectCache } from "./object-ids.js";
import { account, accountActor } from "./pull-commits.js";
import { newestPushes, type Push } from "./pushes.js";
import { shaped } from "./shapes.js";

/** Repository, commit and path -> the newest commit that touched the path by then: a commit's history never changes. */
export type NewestCache = BoundedCache<string>;
/** Repository and commit -> the accounts that GitHub gives it to. */
export type AuthorsCache = BoundedCache<readonly Actor[]>;
/** Repository and commit -> who merged the pull request that brought it. */
export type MergersCache = BoundedCache<Actor>;

/** What it takes to tell who brought documents. */
export interface WritersDeps {
  client: Client;
  caches: { newest: NewestCache; authors: AuthorsCache; mergers: MergersCache; objects: ObjectCache };
  now(): Time;
}

/** Of more documents nobody tells who brought them. */
const MOST_DOCUMENTS = 50;
const PER_QUERY = 25;
const NOTHING = /^0+$/;

const history = z.object({ nodes: z.array(z.object({ oid: z.string() }).nullable()).nullable() });
const historiesShape = z.object({ repository: z.object({ object: z.record(z.string(), z.unknown()).nullable() }) });
const commitShape = z.object({ author: account, committer: account });
const pullsShape = z.array(z.object({ number: z.number(), merged_at: z.string().nullable(), base: z.object({ ref: z.string() }) }));
const pullShape = z.object({ merged_by: account });

/**
 * Takes documents as read at the pinned commit; returns them with the agents that brought their newest version to the default branch: the author or
 * committer of its commit unless somebody else merged a pull request with it, and whoever pushed just that content. Unknown where GitHub does not tell.
 */
export async function withWriters(
  deps: WritersDeps,
  repository: RepositoryInfo,
  policy: Policy,
  documents: readonly LinkedDocument[],
): Promise<LinkedDocument[]> {
  const there = documents.filter(({ oid }) => oid !== null).map(({ path }) => path);
  if (there.length === 0) return [...documents];
  const asked = there.slice(0, MOST_DOCUMENTS);
  const commits = await orUnknown(async () => ({ known: true, value: await newestCommits(deps, repository, asked) }));
  const pushes = await newestPushes(deps.client, repository, deps.now());
  const pushers = await orUnknown(() => pushersOf(deps, repository, { policy, pushes, documents }));
  const told = documents.map(async (document): Promise<LinkedDocument> => {
    if (document.oid === null) return document;
    const sha = commits.known ? commits.value.get(document.path) : undefined;
    if (sha === undefined) return { ...document, writers: unknown("its newest commit is not told") };
    const authors = await orUnknown(() => authorsOf(deps, repository, { policy, sha, isLogged: pushes.known }));
    if (!authors.known) return { ...document, writers: authors };
    const pushed = pushers.known ? (pushers.value.get(document.path) ?? []) : [];
    return { ...document, writers: pushes.known && !pushers.known ? pushers : { known: true, value: [...authors.value, ...pushed] } };
  });
  return await Promise.all(told);
}

/** By the path; one that has no history is left out. */
async function newestCommits(
  { client, caches }: WritersDeps,
  repository: RepositoryInfo,
  paths: readonly string[],
): Promise<Map<string, string>> {
  const spelled = [...new Set(paths.flatMap((path) => spellings(path)))];
  const keyOf = (path: string) => `${repository.nodeId}:${repository.headSha}:${path}`;
  const missing = spelled.filter((path) => caches.newest.get(keyOf(path)) === undefined);
  for (let start = 0; start < missing.length; start += PER_QUERY) {
    const batch = missing.slice(start, start + PER_QUERY);
    const named = Object.fromEntries(batch.map((path, index) => [`p${index}`, path]));
    const variables = { owner: repository.owner, name: repository.name, commit: repository.headSha, first: 1, ...named };
    const { object } = shaped(
      historiesShape,
      await client.graphql(historiesQuery(batch.length), variables),
      "the history of documents",
    ).repository;
    for (const [index, path] of batch.entries()) {
      const [newest] = (object && shaped(history, object[`h${index}`], "the history of a document").nodes) ?? [];
      caches.newest.set(keyOf(path), newest?.oid ?? "");
    }
  }
  const of = (path: string) => spellings(path).flatMap((one) => caches.newest.get(keyOf(one)) || [])[0];
  return new Map(paths.flatMap((path) => (of(path) === undefined ? [] : [[path, of(path) ?? ""]])));
}

/** The agents that wrote a commit, unless somebody who is none merged it. */
async function authorsOf(
  deps: WritersDeps,
  repository: RepositoryInfo,
  { policy, sha, isLogged }: { policy: Policy; sha: string; isLogged: boolean },
): Promise<Known<Actor[]>> {
  const authors = await accountsOf(deps, repository, sha);
  if (authors === null) return unknown("its newest commit cannot be read");
  if (authors.length === 0 && !isLogged) return unknown("GitHub gives its newest commit to no account");
  const agents = authors.filter((actor) => agentOf(policy, actor) !== null);
  if (agents.length === 0) return { known: true, value: [] };
  const merger = await mergerOf(deps, repository, sha);
  return { known: true, value: merger !== null && agentOf(policy, merger) === null ? [] : agents };
}

async function accountsOf(
  { client, caches }: WritersDeps,
  { owner, name, nodeId }: RepositoryInfo,
  sha: string,
): Promise<readonly Actor[] | null> {
  const key = `${nodeId}:${sha}`;
  const known = caches.authors.get(key);
  if (known) return known;
  const parameters = { owner, repo: name, ref: sha, per_page: 1 };
  const answer = await client.get("GET /repos/{owner}/{repo}/commits/{ref}", parameters, { cached: false });
  if (!answer) return null;
  const { author, committer } = shaped(commitShape, answer.data, "a commit");
  const found = [author, committer].flatMap((one) => accountActor(one) ?? []);
  caches.authors.set(key, found);
  return found;
}

/** Who merged the pull request that brought a commit to the default branch; null where none did. */
async function mergerOf({ client, caches }: WritersDeps, repository: RepositoryInfo, sha: string): Promise<Actor | null> {
  const { owner, name, nodeId, defaultBranch } = repository;
  const key = `${nodeId}:${sha}`;
  const known = caches.mergers.get(key);
  if (known) return known;
  const parameters = { owner, repo: name };
  const listed = await client.get(
    "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls",
    { ...parameters, commit_sha: sha },
    { cached: false },
  );
  const pulls = listed ? shaped(pullsShape, listed.data, "the pull requests of a commit") : [];
  const merged = pulls.find((pull) => pull.merged_at !== null && pull.base.ref === defaultBranch);
  if (!merged) return null;
  const pull = await client.get(
    "GET /repos/{owner}/{repo}/pulls/{pull_number}",
    { ...parameters, pull_number: merged.number },
    { cached: false },
  );
  const merger = pull && accountActor(shaped(pullShape, pull.data, "a pull request").merged_by);
  if (merger) caches.mergers.set(key, merger);
  return merger;
}

/** By the path, the agents whose push brought just the content that stands there now. Merging is no pushing. */
async function pushersOf(
  { client, caches }: WritersDeps,
  repository: RepositoryInfo,
  { policy, pushes, documents }: { policy: Policy; pushes: Known<Push[]>; documents: readonly LinkedDocument[] },
): Promise<Known<Map<string, Actor[]>>> {
  const found = new Map<string, Actor[]>();
  const own = pushes.known ? pushes.value.filter(({ by, isMerge }) => by !== null && !isMerge && agentOf(policy, by) !== null) : [];
  if (own.length === 0) return { known: true, value: found };
  const commits = own.flatMap(({ before, after }) => [before, after]).filter((commit) => !NOTHING.test(commit));
  const paths = documents.flatMap(({ path }) => spellings(path));
  const ids = await objectIds(client, caches.objects, repository, commits, paths);
  if (!ids.known) return ids;
  const stood = (commit: string, path: string) => spellings(path).flatMap((one) => ids.value.get(commit)?.[one] ?? []);
  for (const { path, oid } of documents) {
    if (oid === null) continue;
    const brought = own.filter(({ before, after }) => stood(after, path).includes(oid) && !stood(before, path).includes(oid));
    found.set(
      path,
      brought.flatMap(({ by }) => by ?? []),
    );
  }
  return { known: true, value: found };
}

function unknown(reason: string): { known: false; reason: string } {
  return { known: false, reason };
}
