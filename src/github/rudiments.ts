import { z } from "zod";
import type { Client } from "./client.js";
import type { Address } from "./dependencies.js";
import { shaped } from "./shapes.js";

/** The little that is needed of an item to keep it where it is, while the rest of it cannot be read or judged. */
export interface Rudiments {
  nodeId: string;
  state: "open" | "closed";
  createdAt: number;
  labels: string[];
  /** Of a pull request; null for an issue. */
  pull: { headSha: string; baseRef: string; paths: string[]; areAll: boolean } | null;
}

const PAGE = 100;
const label = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);
const issueShape = z.object({
  node_id: z.string(),
  state: z.enum(["open", "closed"]),
  created_at: z.string(),
  labels: z.array(label),
  pull_request: z.unknown().optional(),
});
const pullShape = z.object({ head: z.object({ sha: z.string() }), base: z.object({ ref: z.string() }) });
const filesShape = z.array(z.object({ filename: z.string(), previous_filename: z.string().optional() }));

/** Reads the rudiments of an item, apart from the query that reads it whole. Null when it is gone. */
export async function readRudiments(client: Client, { owner, name }: Address, number: number): Promise<Rudiments | null> {
  const home = { owner, repo: name };
  const answer = await client.get("GET /repos/{owner}/{repo}/issues/{issue_number}", { ...home, issue_number: number });
  if (!answer) return null;
  const issue = shaped(issueShape, answer.data, "an issue");
  const { node_id: nodeId, state, labels } = issue;
  const pull = issue.pull_request ? await readPull(client, home, number) : null;
  return { nodeId, state, labels, createdAt: Date.parse(issue.created_at), pull };
}

const commentsShape = z.array(
  z.object({ id: z.number(), body: z.string().nullish(), user: z.object({ login: z.string(), type: z.string() }).nullable() }),
);

/** Finds this App's own comment with a text among the first of an item's, where it would be that was written when the item was new. Null when it is not there. */
export async function findFirstOwn(
  client: Client,
  { owner, name }: Address,
  number: number,
  slug: string,
  text: string,
): Promise<number | null> {
  const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
  const answer = await client.get(route, { owner, repo: name, issue_number: number, per_page: PAGE });
  const found = answer ? shaped(commentsShape, answer.data, "the comments") : [];
  const isOwn = (user: { login: string; type: string } | null) => user?.type === "Bot" && user.login === `${slug}[bot]`;
  return found.find(({ body, user }) => isOwn(user) && body?.includes(text))?.id ?? null;
}

async function readPull(client: Client, home: { owner: string; repo: string }, number: number): Promise<Rudiments["pull"]> {
  const answer = await client.get("GET /repos/{owner}/{repo}/pulls/{pull_number}", { ...home, pull_number: number });
  if (!answer) return null;
  const { head, base } = shaped(pullShape, answer.data, "a pull request");
  const listed = await client.get("GET /repos/{owner}/{repo}/pulls/{pull_number}/files", { ...home, pull_number: number, per_page: PAGE });
  const files = listed ? shaped(filesShape, listed.data, "the files of a pull request") : [];
  const paths = files.flatMap((file) => [file.filename, ...(file.previous_filename === undefined ? [] : [file.previous_filename])]);
  return { headSha: head.sha, baseRef: base.ref, paths, areAll: listed !== null && !listed.next };
}
