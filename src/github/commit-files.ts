import { z } from "zod";
import type { Known } from "../core/basics/known.js";
import type { BoundedCache } from "../core/basics/bounded-cache.js";
import { getAll } from "./client.js";
import type { Client } from "./client.js";
import type { Address } from "./dependencies.js";
import { shaped } from "./shapes.js";

/** A file whose content a commit changed, as it was after it. */
export interface CommitFile {
  path: string;
  oid: string;
}

/** Repository and commit -> the files whose content it changed: a commit never changes, so neither does this. */
export type CommitFilesCache = BoundedCache<readonly CommitFile[]>;

/** GitHub lists no more files of a commit than this. */
const MOST_FILES = 3000;

const STATUSES = ["added", "modified", "removed", "renamed", "copied", "changed", "unchanged"] as const;
const file = z.object({ sha: z.string().nullable(), filename: z.string(), status: z.enum(STATUSES), changes: z.number() });
const commit = z.object({ files: z.array(file).nullish() });

/** Takes a commit; returns the files whose content it changed against its first parent, or why that is not known whole. What it only moved or removed is not among them. */
export async function filesChangedBy(
  client: Client,
  cache: CommitFilesCache,
  repository: Address & { nodeId: string },
  sha: string,
): Promise<Known<readonly CommitFile[]>> {
  const key = `${repository.nodeId}:${sha}`;
  const known = cache.get(key);
  if (known) return { known: true, value: known };
  const parameters = { owner: repository.owner, repo: repository.name, ref: sha };
  const elements = (data: unknown) => shaped(commit, data, "a commit").files ?? [];
  const found = await getAll(client, "GET /repos/{owner}/{repo}/commits/{ref}", parameters, elements, { cached: false });
  if (!found) return { known: false, reason: "a commit of its history is gone" };
  if (found.length >= MOST_FILES) return { known: false, reason: `a commit of its history changes more than ${MOST_FILES} files` };
  const files = (found as z.infer<typeof file>[]).flatMap(contentChanged);
  cache.set(key, files, files.length + 1);
  return { known: true, value: files };
}

// What was moved or copied whole has no changed line.
function contentChanged({ sha, filename, status, changes }: z.infer<typeof file>): CommitFile[] {
  const isNew = status === "added" || status === "modified" || ((status === "renamed" || status === "copied") && changes > 0);
  return isNew && sha !== null ? [{ path: filename, oid: sha }] : [];
}
