import { z } from "zod";
import { TemporaryFault } from "../core/basics/faults.js";
import type { Client } from "./client.js";
import type { Address } from "./dependencies.js";
import { shaped } from "./shapes.js";

/** An issue that this App opened. */
export interface OwnIssue {
  number: number;
  body: string;
}

const issue = z.object({
  number: z.number(),
  body: z.string().nullish(),
  user: z.object({ login: z.string() }).nullish(),
  pull_request: z.unknown().optional(),
  repository_url: z.string().optional(),
});

/** An App opens fewer issues than this anywhere. */
const MOST_PAGES = 5;

/** Takes the number of an issue and the App's slug; returns the issue, or null where it is gone, moved to another repository, or somebody else's. Source: GitHub's REST documentation, "Get an issue". */
export async function ownIssue(client: Client, { owner, name }: Address, number: number, slug: string): Promise<OwnIssue | null> {
  const answer = await client.get("GET /repos/{owner}/{repo}/issues/{issue_number}", { owner, repo: name, issue_number: number });
  if (!answer) return null;
  const found = shaped(issue, answer.data, "an issue");
  // GitHub leads on from one that was transferred.
  const isHere = found.number === number && (found.repository_url ?? "").toLowerCase().endsWith(`/repos/${owner}/${name}`.toLowerCase());
  return isHere && isOwn(found, slug) ? toOwn(found) : null;
}

/** Takes a text and the App's slug; returns the App's own issues that hold it, the oldest first. Throws a `TemporaryFault` when GitHub does not list them whole. Source: GitHub's REST documentation, "List repository issues". */
export async function ownIssuesWith(client: Client, { owner, name }: Address, text: string, slug: string): Promise<OwnIssue[]> {
  const parameters = { owner, repo: name, creator: `${slug}[bot]`, state: "all", sort: "created", direction: "asc", per_page: 100 };
  const all: OwnIssue[][] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await client.get("GET /repos/{owner}/{repo}/issues", { ...parameters, page }, { cached: false });
    if (!answer) throw new TemporaryFault("GitHub does not list the issues of this repository");
    const found = shaped(z.array(issue), answer.data, "the App's own issues");
    // A server that does not know the account lists everybody's.
    all.push(found.filter((one) => isOwn(one, slug) && (one.body ?? "").includes(text)).map(toOwn));
    if (!answer.next) break;
  }
  return all.flat();
}

function isOwn({ user, pull_request: pull }: z.infer<typeof issue>, slug: string): boolean {
  // Somebody may be called as the App is: only a bot has the ending.
  return (pull === undefined || pull === null) && user?.login.toLowerCase() === `${slug}[bot]`.toLowerCase();
}

function toOwn({ number, body }: z.infer<typeof issue>): OwnIssue {
  return { number, body: body ?? "" };
}
