import type { Known } from "../core/basics/known.js";
import { z } from "zod";
import type { ChangedFile, RepositoryInfo } from "../core/facts/snapshot.js";
import type { FileEntry } from "./blobs.js";
import type { Caches } from "./caches.js";
import type { Client } from "./client.js";
import { orUnknown } from "./dependencies.js";
import { resolvePaths } from "./documents.js";
import { shaped } from "./shapes.js";

/** Fifty of them are a query, at each of two commits. */
const MOST_PATHS = 1000;

const comparison = z.object({ merge_base_commit: z.object({ sha: z.string() }) });

/**
 * Takes a repository, a pull request's head and paths; returns what the pull request changes of them, exactly, however many other files it changes:
 * what a path is at the head, held against what it was where the branches part.
 */
export async function changesAmong(
  client: Client,
  caches: Pick<Caches, "paths" | "mergeBases">,
  repository: RepositoryInfo,
  headSha: string,
  paths: readonly string[],
): Promise<Known<ChangedFile[]>> {
  const wanted = [...new Set(paths)];
  if (wanted.length > MOST_PATHS) return { known: false, reason: `more than ${MOST_PATHS} files would have to be compared` };
  return await orUnknown(async () => {
    const base = await mergeBase(client, caches.mergeBases, repository, headSha);
    if (base === null) return { known: false, reason: "GitHub does not compare this pull request with its base" };
    const at = async (commit: string) => await resolvePaths(client, caches.paths, { ...repository, headSha: commit }, wanted);
    const [before, after] = [await at(base), await at(headSha)];
    return { known: true, value: wanted.flatMap((path) => changeOf(path, before.get(path) ?? null, after.get(path) ?? null)) };
  });
}

// The second page of one commit each: only the first has the files, which are many here.
async function mergeBase(client: Client, cache: Caches["mergeBases"], { owner, name, nodeId, headSha }: RepositoryInfo, head: string) {
  const key = `${nodeId}:${headSha}...${head}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const parameters = { owner, repo: name, basehead: `${headSha}...${head}`, per_page: 1, page: 2 };
  const answer = await client.get("GET /repos/{owner}/{repo}/compare/{basehead}", parameters, { cached: false });
  if (!answer) return null;
  const { sha } = shaped(comparison, answer.data, "a comparison").merge_base_commit;
  cache.set(key, sha);
  return sha;
}

function changeOf(path: string, before: FileEntry | null, after: FileEntry | null): ChangedFile[] {
  if (before === null) return after === null ? [] : [{ path, change: "added" }];
  if (after === null) return [{ path, change: "removed" }];
  return before.oid === after.oid && before.mode === after.mode ? [] : [{ path, change: "modified" }];
}
