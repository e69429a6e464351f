import type { Actor } from "../core/facts/actor.js";
import type { Known } from "../core/basics/known.js";
import { z } from "zod";
import type { PullCommit } from "../core/pulls/exemption.js";
import { getAll } from "./client.js";
import type { Client } from "./client.js";
import { orUnknown } from "./dependencies.js";
import type { Address } from "./dependencies.js";
import { shaped } from "./shapes.js";

/** GitHub lists no more commits of a pull request than this. */
const MOST = 250;

/** GitHub answers `{}` for some accounts that it does not know. */
export const account = z.object({ login: z.string(), id: z.number(), type: z.string() }).nullish().catch(null);
const listed = z.object({
  sha: z.string(),
  commit: z.object({ committer: z.object({ date: z.iso.datetime({ offset: true }) }) }),
  author: account,
  committer: account,
});

/** Takes a pull request; returns its commits with the accounts that GitHub gives them to, or why they are not known whole. */
export async function pullCommits(client: Client, { owner, name }: Address, number: number): Promise<Known<PullCommit[]>> {
  return await orUnknown(async () => {
    const parameters = { owner, repo: name, pull_number: number };
    const elements = (data: unknown) => shaped(z.array(listed), data, "the pull request's commits");
    const found = await getAll(client, "GET /repos/{owner}/{repo}/pulls/{pull_number}/commits", parameters, elements);
    if (!found) return { known: false, reason: "the pull request's commits cannot be read" };
    if (found.length >= MOST) return { known: false, reason: `GitHub lists no more than ${MOST} commits of a pull request` };
    return { known: true, value: (found as z.infer<typeof listed>[]).map(toCommit) };
  });
}

function toCommit({ sha, commit, author, committer }: z.infer<typeof listed>): PullCommit {
  return { sha, author: accountActor(author), committer: accountActor(committer), committedAt: Date.parse(commit.committer.date) };
}

/** Takes an account as answered; returns the actor, null for one that GitHub does not know. */
export function accountActor(found: z.infer<typeof account>): Actor | null {
  if (!found || (found.type !== "User" && found.type !== "Bot")) return null;
  const login = found.type === "Bot" ? found.login.replace(/\[bot\]$/, "") : found.login;
  return { login, id: found.id, type: found.type, isSelf: false };
}
