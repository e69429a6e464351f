import { z } from "zod";
import { TemporaryFault } from "../core/basics/faults.js";
import type { Time } from "../core/basics/known.js";
import { loginKey } from "../core/basics/names.js";
import type { Client } from "./client.js";
import type { Address } from "./dependencies.js";
import { shaped, time } from "./shapes.js";

/** An issue or pull request of one account, as lists tell it. */
export interface ListedItem {
  number: number;
  title: string;
  createdAt: Time;
  isPull: boolean;
  isOpen: boolean;
}

const MOST_PAGES = 12;
const listed = z.object({
  number: z.number(),
  title: z.string(),
  state: z.string(),
  created_at: time,
  user: z.object({ login: z.string() }).nullish(),
  pull_request: z.unknown().optional(),
});

/** Which of an account's items are asked for. */
interface Which {
  /** As GitHub's lists name it: a bot's with `[bot]`. */
  creator: string;
  state: "open" | "all";
  /** No item is older. */
  since?: Time;
}

/**
 * Takes a repository and an account; returns its issues and pull requests there, newest first. Throws a `TemporaryFault` when GitHub does not list them
 * whole: what was not counted is within no limit. Source: GitHub's REST documentation, "List repository issues".
 */
export async function itemsOf(client: Client, { owner, name }: Address, { creator, state, since }: Which): Promise<ListedItem[]> {
  // What was created since was updated since, too.
  const from = since === undefined ? {} : { since: new Date(since).toISOString() };
  const parameters = { owner, repo: name, creator, state, sort: "created", direction: "desc", per_page: 100, ...from };
  const all: ListedItem[][] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await client.get("GET /repos/{owner}/{repo}/issues", { ...parameters, page }, { cached: false });
    if (!answer) throw new TemporaryFault("GitHub does not list the issues of this repository");
    const found = shaped(z.array(listed), answer.data, "the issues of an account");
    // A server that does not know the account lists everybody's.
    all.push(found.filter(({ user }) => user && loginKey(user.login) === loginKey(creator)).map(toListed));
    if (!answer.next || found.some((one) => since !== undefined && one.created_at < since)) break;
  }
  return all.flat();
}

function toListed({ number, title, state, created_at: createdAt, pull_request: pull }: z.infer<typeof listed>): ListedItem {
  return { number, title, createdAt, isPull: pull !== undefined && pull !== null, isOpen: state === "open" };
}
