import { z } from "zod";
import type { Known } from "../core/basics/known.js";
import type { BoundedCache } from "../core/basics/bounded-cache.js";
import { folderOfGlob, matchesGlob, plainGlob } from "../core/basics/glob.js";
import type { RepositoryInfo } from "../core/facts/snapshot.js";
import type { Client } from "./client.js";
import type { FileEntry } from "./blobs.js";
import { shaped } from "./shapes.js";

/** Repository, glob and a tree's object id -> the files in it that match: an object id names its content, so this never changes. */
export type MatchesCache = BoundedCache<readonly FileEntry[]>;

/** More files than this are no artefact. */
const MOST_FILES = 2000;

const entry = z.object({ path: z.string(), mode: z.string(), type: z.string(), sha: z.string(), size: z.number().nullish() });
const listing = z.object({ tree: z.array(entry), truncated: z.boolean() });

/** Where everything that a glob matches is; the root has no path. */
export function placeOfGlob(glob: string): string {
  return folderOfGlob(glob) ?? plainGlob(glob);
}

/** Takes a glob and what stands at its place on the default branch, null where nothing does; returns the files that match, or why they are not known whole. */
export async function filesMatching(
  client: Client,
  cache: MatchesCache,
  repository: RepositoryInfo,
  glob: string,
  place: FileEntry | null,
): Promise<Known<readonly FileEntry[]>> {
  if (place === null) return { known: true, value: [] };
  if (folderOfGlob(glob) === null) return { known: true, value: isFile(place) ? [place] : [] };
  if (place.type !== "tree") return { known: true, value: [] };
  const key = `${repository.nodeId}:${place.oid}:${place.path}:${glob}`;
  const known = cache.get(key);
  if (known) return { known: true, value: known };
  const parameters = { owner: repository.owner, repo: repository.name, tree_sha: place.oid, recursive: "1" };
  const answer = await client.get("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", parameters, { cached: false });
  if (!answer) return { known: false, reason: "its folder is gone" };
  const { tree, truncated } = shaped(listing, answer.data, "a folder");
  if (truncated) return { known: false, reason: "its folder holds more than GitHub lists" };
  const files = tree.map((one) => toEntry(one, place.path)).filter((one) => isFile(one) && matchesGlob(glob, one.path));
  if (files.length > MOST_FILES) return { known: false, reason: `more than ${MOST_FILES} files match` };
  cache.set(key, files, files.length + 1);
  return { known: true, value: files };
}

function toEntry({ path, mode, type, sha, size }: z.infer<typeof entry>, folder: string): FileEntry {
  return { path: folder === "" ? path : `${folder}/${path}`, type, mode: Number.parseInt(mode, 8), oid: sha, size: size ?? null };
}

const SYMLINK = 0o120000;

function isFile({ type, mode }: FileEntry): boolean {
  return type === "blob" && mode !== SYMLINK;
}
