import { z } from "zod";
import type { Time } from "../core/basics/known.js";
import type { Actor } from "../core/facts/actor.js";
import type { Client } from "./client.js";
import type { Address } from "./dependencies.js";
import { account, accountActor } from "./pull-commits.js";
import { shaped, time } from "./shapes.js";

/** A comment as the list of a repository's tells it. */
export interface ListedComment {
  id: number;
  at: Time;
  author: Actor | null;
  body: string;
}

/** Pages of a hundred. Of more only the newest are known: who wrote too many of those wrote too many. */
const MOST_PAGES = 10;

const listed = z.object({ id: z.number(), created_at: time, user: account, body: z.string().nullish() });

/**
 * Takes a repository and a moment; returns the comments on its issues and pull requests that were written since, newest first, or null where GitHub does
 * not list them. Source: GitHub's REST documentation, "List issue comments for a repository".
 */
export async function commentsSince(client: Client, { owner, name }: Address, since: Time): Promise<ListedComment[] | null> {
  // What was written since was updated since, too.
  const from = new Date(since).toISOString();
  const parameters = { owner, repo: name, sort: "created", direction: "desc", since: from, per_page: 100 };
  const all: ListedComment[][] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await client.get("GET /repos/{owner}/{repo}/issues/comments", { ...parameters, page }, { cached: false });
    if (!answer) return null;
    const found = shaped(z.array(listed), answer.data, "the comments of a repository");
    all.push(found.map(({ id, created_at: at, user, body }) => ({ id, at, author: accountActor(user), body: body ?? "" })));
    if (!answer.next || found.some((one) => one.created_at < since)) break;
  }
  return all.flat().filter(({ at }) => at >= since);
}
