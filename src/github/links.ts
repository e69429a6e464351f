import { NOT_VISIBLE, whereabouts } from "../core/facts/elsewhere.js";
import type { Known } from "../core/basics/known.js";
import { z } from "zod";
import type { Overlay } from "../core/ports.js";
import { linkKey, type LinkRef, type RepositoryInfo, type Snapshot } from "../core/facts/snapshot.js";
import type { Client } from "./client.js";
import { orUnknown } from "./dependencies.js";
import { resolvePaths } from "./documents.js";
import type { PathCache } from "./documents.js";
import { shaped } from "./shapes.js";

const ISSUE = /^([\w.-]{1,100})\/([\w.-]{1,100})#(\d{1,9})$/;
const COMMIT = /^([\w.-]{1,100})\/([\w.-]{1,100})@([0-9a-f]{7,64})$/i;
const MAX_LINKS = 50;

/** Takes references found in text; returns by `linkKey` whether each exists. Only GitHub is asked: an URL is never looked up. */
export async function resolveLinks(
  client: Client,
  paths: PathCache,
  repository: RepositoryInfo,
  refs: LinkRef[],
  elsewhere: Snapshot["elsewhere"],
  overlay?: Overlay,
): Promise<Record<string, Known<boolean>>> {
  const links = new Map<string, Known<boolean>>();
  const asked = refs.filter((ref) => ref.kind !== "url");
  const files = [...new Set(asked.flatMap((ref) => (ref.kind === "file" ? [ref.key] : [])))];
  const entries = await resolvePaths(client, paths, repository, files.slice(0, MAX_LINKS), overlay);
  for (const ref of asked) {
    const key = linkKey(ref);
    if (links.has(key)) continue;
    if (links.size >= MAX_LINKS) links.set(key, { known: false, reason: `more than ${MAX_LINKS} links` });
    else if (ref.kind === "file") links.set(key, fileExists(entries, ref.key));
    else links.set(key, await exists(client, { repository, elsewhere }, ref));
  }
  return Object.fromEntries(links);
}

function fileExists(entries: Map<string, unknown>, path: string): Known<boolean> {
  if (!entries.has(path)) return { known: false, reason: `more than ${MAX_LINKS} links` };
  return { known: true, value: entries.get(path) !== null };
}

async function exists(client: Client, here: Pick<Snapshot, "repository" | "elsewhere">, ref: LinkRef): Promise<Known<boolean>> {
  const found = (ref.kind === "commit" ? COMMIT : ISSUE).exec(ref.key);
  if (!found) return { known: true, value: false };
  const [, owner = "", repo = "", id = ""] = found;
  if (owner.toLowerCase() !== here.repository.owner.toLowerCase())
    return { known: false, reason: `${ref.key} belongs to another owner, where nothing is looked up` };
  // Nobody is asked about it: whether it is there must not show, not even by the time it takes.
  if (whereabouts(`${owner}/${repo}`, here) === "hidden") return { known: false, reason: NOT_VISIBLE };
  return await orUnknown(async () => {
    const answer = await ask(client, owner, repo, ref.kind, id);
    return { known: true, value: answer !== null && isThat(answer.data, ref.kind, `${owner}/${repo}`, here) };
  });
}

const placed = z.object({ number: z.number(), repository_url: z.string() });

/** Takes an issue as `owner/name` and number; returns as what it is found today, `owner/name#12`, which a move or a new name changes; null when it is gone. */
export async function whereNow(client: Client, repository: string, number: number): Promise<string | null> {
  const [owner = "", repo = ""] = repository.split("/");
  const answer = await ask(client, owner, repo, "issue", String(number));
  if (!answer) return null;
  const found = shaped(placed, answer.data, "the issue");
  return `${found.repository_url.split("/").slice(-2).join("/")}#${found.number}`;
}

async function ask(client: Client, owner: string, repo: string, kind: LinkRef["kind"], id: string) {
  if (kind === "commit") return await client.get("GET /repos/{owner}/{repo}/commits/{ref}", { owner, repo, ref: id });
  return await client.get("GET /repos/{owner}/{repo}/issues/{issue_number}", { owner, repo, issue_number: Number(id) });
}

/** An issue that moved away is found where it is now: that it exists there is not for everybody to know. */
function isThat(data: unknown, kind: LinkRef["kind"], asked: string, { repository }: Pick<Snapshot, "repository">): boolean {
  if (kind === "commit") return true;
  if (typeof data !== "object" || data === null || (kind === "pr" && !("pull_request" in data))) return false;
  const home = `${repository.owner}/${repository.name}`;
  const found = "repository_url" in data ? String(data.repository_url).split("/").slice(-2).join("/") : home;
  return [asked, home].some((name) => name.toLowerCase() === found.toLowerCase());
}
