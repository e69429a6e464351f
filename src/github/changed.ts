import type { Known } from "../core/basics/known.js";
import { z } from "zod";
import type { ChangedFile } from "../core/facts/snapshot.js";
import type { BoundedCache } from "../core/basics/bounded-cache.js";
import { getAll } from "./client.js";
import type { Client } from "./client.js";
import { orUnknown } from "./dependencies.js";
import type { Address } from "./dependencies.js";
import { allNodes, complete } from "./pages.js";
import { fileNode, shaped } from "./shapes.js";
import type { ItemShape } from "./shapes.js";

/** Head, base and pull request -> the files it changes: neither commit changes, so neither does this. */
export type ChangedCache = BoundedCache<Known<ChangedFile[]>>;

type PullShape = Extract<ItemShape, { __typename: "PullRequest" }>;

/** GitHub lists no more files of a pull request than this. */
const MOST_FILES = 3000;

const STATES = ["added", "modified", "removed", "renamed", "copied", "changed", "unchanged"] as const;
const listed = z.object({ filename: z.string(), status: z.enum(STATES), previous_filename: z.string().nullish() });

/**
 * Takes a pull request as answered; returns the files it changes, or why they are not known whole. What was renamed is told twice: removed there,
 * renamed here. The item's own answer is enough unless there are more than 100 files, or renamed ones.
 */
export async function changedFiles(
  client: Client,
  cache: ChangedCache,
  repository: Address,
  pull: PullShape,
): Promise<Known<ChangedFile[]>> {
  if (!pull.files) return { known: false, reason: "GitHub does not list the files that this pull request changes" };
  if (pull.changedFiles > MOST_FILES) return partial(MOST_FILES, pull.changedFiles);
  const first = pull.files.nodes ?? [];
  const isEnough = !pull.files.pageInfo.hasNextPage && !first.some((file) => file?.changeType === "RENAMED");
  if (isEnough) return checked(complete(first, "changed files").map(toFile), first.length, pull.changedFiles);
  const key = `${pull.id}:${pull.headRefOid}:${pull.baseRefOid}`;
  const known = cache.get(key);
  if (known) return known;
  const found = await orUnknown(() => furtherFiles(client, repository, pull));
  if (found.known) cache.set(key, found, found.value.length);
  return found;
}

async function furtherFiles(client: Client, repository: Address, pull: PullShape): Promise<Known<ChangedFile[]>> {
  const all = complete(await allNodes(client, pull.id, "files", fileNode, pull.files), "changed files");
  // Only this list knows the names that files had before.
  if (all.some((file) => file.changeType === "RENAMED")) return await withFormerNames(client, repository, pull);
  return checked(all.map(toFile), all.length, pull.changedFiles);
}

async function withFormerNames(client: Client, repository: Address, pull: PullShape): Promise<Known<ChangedFile[]>> {
  const parameters = { owner: repository.owner, repo: repository.name, pull_number: pull.number };
  const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}/files";
  const elements = (data: unknown) => shaped(z.array(listed), data, "the changed files");
  const files = (await getAll(client, route, parameters, elements, { cached: false })) as z.infer<typeof listed>[] | null;
  if (!files) return { known: false, reason: "GitHub does not list the files that this pull request changes" };
  return checked(files.flatMap(withFormerName), files.length, pull.changedFiles);
}

function withFormerName({ filename, status, previous_filename }: z.infer<typeof listed>): ChangedFile[] {
  const here: ChangedFile = { path: filename, change: status === "unchanged" ? "changed" : status };
  return status === "renamed" && previous_filename ? [{ path: previous_filename, change: "removed", to: filename }, here] : [here];
}

function toFile({ path, changeType }: z.infer<typeof fileNode>): ChangedFile {
  return { path, change: changeType === "DELETED" ? "removed" : (changeType.toLowerCase() as ChangedFile["change"]) };
}

function checked(files: ChangedFile[], count: number, total: number): Known<ChangedFile[]> {
  return count < total ? partial(count, total) : { known: true, value: files };
}

function partial(count: number, total: number): Known<never> {
  return { known: false, reason: `GitHub lists only ${count} of the ${total} files that this pull request changes` };
}
