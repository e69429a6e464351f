import { z } from "zod";
import { TemporaryFault } from "../core/basics/faults.js";
import type { Overlay } from "../core/ports.js";
import type { LinkedDocument, RepositoryInfo } from "../core/facts/snapshot.js";
import { spellings } from "../core/document/names.js";
import { readText, SEVERAL } from "./blobs.js";
import type { BlobCache, FileEntry } from "./blobs.js";
import type { BoundedCache } from "../core/basics/bounded-cache.js";
import type { Client } from "./client.js";
import { pathsQuery } from "./query.js";
import { shaped, treeEntry } from "./shapes.js";
import type { TreeEntry } from "./shapes.js";

/** Commit and path -> entry, null when there is none: a commit never changes, so neither does this. */
export type PathCache = BoundedCache<FileEntry | null>;

const DOCUMENT_CAP = 1024 * 1024;
const PATHS_PER_QUERY = 50;
/** More links than this are no hand-off; what is beyond is an unknown, not silently left out. */
const MAX_DOCUMENTS = 50;

const answerShape = z.object({
  repository: z.looseObject({ object: z.record(z.string(), z.unknown()).nullable() }),
});
const objectShape = z.object({ __typename: z.string(), oid: z.string() }).nullish();
const FOLDER_MODE = 0o40000;

/**
 * Takes paths, and what a pull request changes of them; returns what each is at the repository's pinned commit or at the head, null for what is not
 * there. Names that only differ in how their letters are composed are one.
 */
export async function resolvePaths(
  client: Client,
  cache: PathCache,
  repository: RepositoryInfo,
  paths: string[],
  overlay?: Overlay,
): Promise<Map<string, FileEntry | null>> {
  const found = await resolveSpelled(client, cache, repository, paths.flatMap(spellings), overlay);
  return new Map(paths.map((path) => [path, onlyOne(spellings(path).flatMap((each) => found.get(each) ?? []))]));
}

/** Nobody can tell which of two is meant, and they need not say the same. */
function onlyOne([first, ...more]: FileEntry[]): FileEntry | null {
  return first && more.length > 0 ? { ...first, type: SEVERAL } : (first ?? null);
}

async function resolveSpelled(
  client: Client,
  cache: PathCache,
  repository: RepositoryInfo,
  paths: string[],
  overlay?: Overlay,
): Promise<Map<string, FileEntry | null>> {
  if (!overlay) return await resolveAt(client, cache, repository, paths);
  const fate = (path: string) => overlay.paths.get(path);
  const there = { ...repository, headSha: overlay.commit };
  const stay = paths.filter((path) => fate(path) === undefined);
  const changed = paths.filter((path) => fate(path) === "changed");
  const removed = paths.filter((path) => fate(path) === "removed").map((path): [string, null] => [path, null]);
  return new Map([...(await resolveAt(client, cache, repository, stay)), ...(await resolveAt(client, cache, there, changed)), ...removed]);
}

async function resolveAt(
  client: Client,
  cache: PathCache,
  repository: RepositoryInfo,
  paths: string[],
): Promise<Map<string, FileEntry | null>> {
  const found = new Map<string, FileEntry | null>();
  const missing: string[] = [];
  for (const path of new Set(paths)) {
    const known = cache.get(pathKey(repository, path));
    if (known === undefined) missing.push(path);
    else found.set(path, known);
  }
  for (let start = 0; start < missing.length; start += PATHS_PER_QUERY) {
    const batch = missing.slice(start, start + PATHS_PER_QUERY);
    for (const [path, entry] of await askPaths(client, repository, batch)) {
      cache.set(pathKey(repository, path), entry);
      found.set(path, entry);
    }
  }
  return found;
}

async function askPaths(client: Client, repository: RepositoryInfo, paths: string[]): Promise<[string, FileEntry | null][]> {
  const { headSha: commit } = repository;
  const variables = Object.fromEntries(
    paths.flatMap((path, index) => [
      [`p${index}`, path],
      [`e${index}`, `${commit}:${path}`],
    ]),
  ) as Record<string, string>;
  const scope = { owner: repository.owner, name: repository.name, commit };
  const mayBeAbsent = (path: string) => /^repository\/(?:object\/f|o)\d+$/.test(path);
  const answer = await client.graphql(pathsQuery(paths.length), { ...scope, ...variables }, mayBeAbsent);
  const { object: files, ...objects } = shaped(answerShape, answer, "the linked files").repository;
  if (!files) throw new TemporaryFault(`The commit ${commit} cannot be read`);
  return paths.map((path, index) => {
    const object = shaped(objectShape, objects[`o${index}`], "a linked file");
    return [path, toEntry(path, shaped(treeEntry.nullish(), files[`f${index}`], "a linked file"), object)];
  });
}

/** Takes what GitHub says of a file, and of whatever else is at the path: a folder is no file, and where only one of them knows of something, it is not missing. */
function toEntry(path: string, file: TreeEntry | null | undefined, object: z.infer<typeof objectShape>): FileEntry | null {
  if (file) return { path, type: file.type, mode: file.mode, oid: file.oid, size: file.size ?? null };
  if (!object) return null;
  if (object.__typename === "Tree") return { path, type: "tree", mode: FOLDER_MODE, oid: object.oid };
  throw new TemporaryFault("GitHub names a file and does not describe it");
}

/** Takes the paths an item links; returns the documents as they are at the pinned commit, or as the overlay leaves them. */
export async function readDocuments(
  client: Client,
  caches: { paths: PathCache; blobs: BlobCache },
  repository: RepositoryInfo,
  paths: string[],
  overlay?: Overlay,
): Promise<LinkedDocument[]> {
  const wanted = [...new Set(paths)];
  if (wanted.length === 0) return [];
  const entries = await resolvePaths(client, caches.paths, repository, wanted.slice(0, MAX_DOCUMENTS), overlay);
  const documents: LinkedDocument[] = [];
  for (const path of wanted) documents.push(await readDocument(client, caches.blobs, repository, path, entries.get(path)));
  return documents;
}

async function readDocument(
  client: Client,
  blobs: BlobCache,
  repository: RepositoryInfo,
  path: string,
  entry: FileEntry | null | undefined,
): Promise<LinkedDocument> {
  if (entry === undefined) return { path, oid: null, content: { known: false, reason: `more than ${MAX_DOCUMENTS} documents are linked` } };
  if (entry === null) return { path, oid: null, missing: true, content: { known: false, reason: "the file does not exist" } };
  return { path, oid: entry.oid, content: await readText(client, blobs, repository, entry, DOCUMENT_CAP) };
}

function pathKey(repository: RepositoryInfo, path: string): string {
  return `${repository.nodeId}:${repository.headSha}:${path}`;
}
