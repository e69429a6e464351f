import { z } from "zod";
import type { Known, Time } from "../core/basics/known.js";
import type { BoundedCache } from "../core/basics/bounded-cache.js";
import type { Need } from "../core/checks/define.js";
import type { Artefacts, ArtefactFile, ArtefactVersion } from "../core/facts/artefact.js";
import { matchesGlob } from "../core/basics/glob.js";
import type { RepositoryInfo } from "../core/facts/snapshot.js";
import { historiesQuery } from "./alias-queries.js";
import { readText, SEVERAL, type BlobCache, type FileEntry } from "./blobs.js";
import type { Client } from "./client.js";
import { filesChangedBy, type CommitFilesCache } from "./commit-files.js";
import { orUnknown } from "./dependencies.js";
import { resolvePaths, type PathCache } from "./documents.js";
import { filesMatching, placeOfGlob, type MatchesCache } from "./folder-files.js";
import type { ObjectCache } from "./object-ids.js";
import { shaped, time } from "./shapes.js";
import { whenBrought } from "./when-brought.js";

/** Repository, commit, glob and whether texts were asked for -> the newest version: a commit never changes, and when it was pushed neither. */
export type ArtefactCache = BoundedCache<ArtefactVersion | null>;

export type ArtefactNeed = Extract<Need, { kind: "artefact" }>;

/** What reading artefacts needs. */
export interface ArtefactDeps {
  client: Client;
  caches: {
    artefacts: ArtefactCache;
    blobs: BlobCache;
    commitFiles: CommitFilesCache;
    matches: MatchesCache;
    objects: ObjectCache;
    paths: PathCache;
  };
  now(): Time;
}

/** More artefacts than this are not looked up for one item. */
const MOST_ARTEFACTS = 50;
/** Commits that touched the artefact's folder, looked through for one that changed a file of it. */
const MOST_COMMITS = 30;
/** More files than this are no version that anybody reads. */
const MOST_VERSION_FILES = 10;
const PER_QUERY = 25;
const TEXT_CAP = 1024 * 1024;

const history = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean() }),
  nodes: z.array(z.object({ oid: z.string(), committedDate: time }).nullable()).nullable(),
});
const answerShape = z.object({ repository: z.object({ object: z.record(z.string(), z.unknown()).nullable() }) });
type History = z.infer<typeof history>;

/** Something asked for, with the files that match now. */
interface Sought {
  need: ArtefactNeed;
  place: FileEntry;
  files: readonly FileEntry[];
}

/** A version before it is dated and read. */
interface Found {
  need: ArtefactNeed;
  commit: string;
  committedAt: Time;
  /** As the commit left it, under the name it had then. */
  changed: { path: string; oid: string };
  files: readonly FileEntry[];
}

/**
 * Takes a repository at its commit and what is asked for; returns the newest version of each artefact, null where there is none. What cannot be read
 * whole is an unknown, a passing fault is thrown. What is known of the commit costs nothing.
 */
export async function readArtefacts(deps: ArtefactDeps, repository: RepositoryInfo, needs: readonly ArtefactNeed[]): Promise<Artefacts> {
  const asked = [...new Map(needs.map((need) => [need.id, need])).values()];
  if (repository.headSha === "") return Object.fromEntries(asked.map(({ id }) => [id, { known: true, value: null }]));
  const wanted = asked.slice(0, MOST_ARTEFACTS);
  const found: Artefacts = Object.fromEntries(
    asked.slice(MOST_ARTEFACTS).map(({ id }) => [id, unknown(`more than ${MOST_ARTEFACTS} artefacts are waited for`)]),
  );
  const keyOf = ({ glob, texts }: ArtefactNeed) => `${repository.nodeId}:${repository.headSha}:${texts ? "texts" : "dates"}:${glob}`;
  const missing = wanted.filter((need) => deps.caches.artefacts.get(keyOf(need)) === undefined);
  const read = missing.length === 0 ? {} : await readAnew(deps, repository, missing);
  for (const need of wanted) {
    const cached = deps.caches.artefacts.get(keyOf(need));
    const version = cached === undefined ? (read[need.id] ?? unknown("it was not read")) : ({ known: true, value: cached } as const);
    if (version.known) deps.caches.artefacts.set(keyOf(need), version.value, weightOf(version.value));
    found[need.id] = version;
  }
  return found;
}

function weightOf(version: ArtefactVersion | null): number {
  return (version?.files ?? []).reduce((sum, { content }) => sum + (content?.known ? content.value.length : 0), 500);
}

async function readAnew(deps: ArtefactDeps, repository: RepositoryInfo, needs: readonly ArtefactNeed[]): Promise<Artefacts> {
  const sought = await filesOf(deps, repository, needs);
  const there = sought.flatMap(([, one]) => (one.known && one.value !== null ? [one.value] : []));
  const histories = await orUnknown(() => historiesOf(deps.client, repository, there));
  const found = await Promise.all(there.map((one, index) => orUnknown(() => newest(deps, repository, one, at(histories, index)))));
  const versions = found.flatMap((one) => (one.known ? [one.value] : []));
  const brought = await whenBrought(
    deps,
    repository,
    versions.map(({ changed }) => changed),
  );
  const dated = new Map(
    versions.map((version, index) => [version.need.id, { version, ...(brought[index] ?? { at: null, since: null, notAfter: null }) }]),
  );
  const results = sought.map(async ([{ id }, one]): Promise<[string, Known<ArtefactVersion | null>]> => {
    if (!one.known || one.value === null) return [id, one as Known<null>];
    const known = dated.get(id);
    if (!known) return [id, found[there.indexOf(one.value)] as Known<never>];
    const { version, at: pushed, notAfter, since } = known;
    // Commit dates are their writers' own: what GitHub logged of pushes goes before.
    const date = pushed ?? Math.min(version.committedAt, notAfter ?? Number.POSITIVE_INFINITY);
    return [id, { known: true, value: { commit: version.commit, at: date, since, files: await readFiles(deps, repository, version) } }];
  });
  return Object.fromEntries(await Promise.all(results));
}

function at(histories: Known<History[]>, index: number): Known<History> {
  const one = histories.known ? histories.value[index] : undefined;
  return one ? { known: true, value: one } : unknown(histories.known ? "its history was not told" : histories.reason);
}

async function filesOf(
  { client, caches }: ArtefactDeps,
  repository: RepositoryInfo,
  needs: readonly ArtefactNeed[],
): Promise<[ArtefactNeed, Known<Sought | null>][]> {
  const paths = needs.map(({ glob }) => placeOfGlob(glob)).filter((path) => isPath(path));
  const places = await resolvePaths(client, caches.paths, repository, paths);
  const root: FileEntry = { path: "", type: "tree", mode: 0o40000, oid: repository.headSha };
  const of = async (need: ArtefactNeed): Promise<Known<Sought | null>> => {
    const path = placeOfGlob(need.glob);
    const place = path === "" ? root : (places.get(path) ?? null);
    if (place?.type === SEVERAL) return unknown("two folders of the repository have this name, in different spellings");
    const files = await filesMatching(client, caches.matches, repository, need.glob, place);
    if (!files.known) return files;
    return { known: true, value: place === null || files.value.length === 0 ? null : { need, place, files: files.value } };
  };
  return await Promise.all(
    needs.map(async (need): Promise<[ArtefactNeed, Known<Sought | null>]> => [need, await orUnknown(() => of(need))]),
  );
}

/** No path of a repository has such parts, so nothing matches. */
function isPath(path: string): boolean {
  return path !== "" && path.split("/").every((name) => !["", ".", ".."].includes(name));
}

async function historiesOf(client: Client, repository: RepositoryInfo, sought: readonly Sought[]): Promise<Known<History[]>> {
  const all: History[] = [];
  for (let start = 0; start < sought.length; start += PER_QUERY) {
    const batch = sought.slice(start, start + PER_QUERY);
    const paths = Object.fromEntries(batch.map(({ place }, index) => [`p${index}`, place.path === "" ? null : place.path]));
    const variables = { owner: repository.owner, name: repository.name, commit: repository.headSha, first: MOST_COMMITS, ...paths };
    const answer = await client.graphql(historiesQuery(batch.length), variables);
    const { object } = shaped(answerShape, answer, "the history of artefacts").repository;
    if (!object) return unknown("the commit of the default branch is gone");
    for (const index of batch.keys()) all.push(shaped(history, object[`h${index}`], "the history of an artefact"));
  }
  return { known: true, value: all };
}

/** The newest commit that changed the content of a file that still stands, wherever it was moved to among those that match. */
async function newest(
  { client, caches }: ArtefactDeps,
  repository: RepositoryInfo,
  { need, files }: Sought,
  told: Known<History>,
): Promise<Known<Found>> {
  if (!told.known) return told;
  for (const node of told.value.nodes ?? []) {
    if (!node) return unknown("its history was not told whole");
    const listed = await filesChangedBy(client, caches.commitFiles, repository, node.oid);
    if (!listed.known) return listed;
    const changed = listed.value.filter(({ path }) => matchesGlob(need.glob, path));
    const standing = files.filter(({ oid }) => changed.some((one) => one.oid === oid));
    const first = changed.find(({ oid }) => standing.some((file) => file.oid === oid));
    if (!first) continue;
    if (standing.length > MOST_VERSION_FILES) return unknown(`its newest version is more than ${MOST_VERSION_FILES} files`);
    return { known: true, value: { need, commit: node.oid, committedAt: node.committedDate, changed: first, files: standing } };
  }
  const where = told.value.pageInfo.hasNextPage ? `the ${MOST_COMMITS} newest commits that touched its folder` : "its folder's history";
  return unknown(`none of ${where} changed the content of a file of it`);
}

async function readFiles({ client, caches }: ArtefactDeps, repository: RepositoryInfo, { need, files }: Found): Promise<ArtefactFile[]> {
  const read = async (file: FileEntry) => (need.texts ? await readText(client, caches.blobs, repository, file, TEXT_CAP) : null);
  return await Promise.all(files.map(async (file) => ({ path: file.path, oid: file.oid, content: await read(file) })));
}

function unknown(reason: string): { known: false; reason: string } {
  return { known: false, reason };
}
