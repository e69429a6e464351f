import { whereabouts } from "../core/facts/elsewhere.js";
import type { PullDoubt, PullRequestRef } from "../core/facts/linked-pull.js";
import type { Permission } from "../core/facts/known-people.js";
import type { Known } from "../core/basics/known.js";
import { loginKey } from "../core/basics/names.js";
import { type Snapshot } from "../core/facts/snapshot.js";
import { standingOf, type StandingDeps } from "./standing.js";

/** Each costs a question; whoever comes after that many is not known. */
const MAX_AUTHORS = 50;
const WRITES: ReadonlySet<Permission> = new Set(["write", "maintain", "admin"]);
const TOO_MANY = { known: false, reason: `more than ${MAX_AUTHORS} people opened linked pull requests` } as const;

type Read = Pick<Snapshot, "repository" | "elsewhere" | "linkedPullRequests">;

/** Takes an issue as read; returns its linked pull requests that may be spoken of here, each with why it does not count, if it does not. */
export async function judgedPulls(deps: StandingDeps, read: Read): Promise<PullRequestRef[]> {
  const shown = read.linkedPullRequests.filter((pull) => whereabouts(pull.repository, read) !== "hidden");
  const permissions = await permissionsOf(deps, shown);
  return shown.map((pull) => {
    const doubt = whereabouts(pull.repository, read) === "shown" ? ({ is: "untrusted" } as const) : doubtOf(pull, permissions);
    return doubt === null ? pull : { ...pull, doubt };
  });
}

// Branches of the repository itself come first: a crowd of strangers' forks pushes nobody out.
async function permissionsOf(deps: StandingDeps, pulls: readonly PullRequestRef[]): Promise<Map<string, Known<Permission>>> {
  const ordered = pulls.toSorted(
    (a, b) => Number(a.isCrossRepository ?? true) - Number(b.isCrossRepository ?? true) || a.createdAt - b.createdAt,
  );
  const people = ordered.flatMap(({ author }) => (author?.type === "User" ? [author] : []));
  const distinct = new Map(people.map((author) => [loginKey(author.login), author]));
  const permissions = new Map<string, Known<Permission>>();
  for (const [key, author] of [...distinct].slice(0, MAX_AUTHORS)) permissions.set(key, (await standingOf(deps, author)).permission);
  return permissions;
}

function doubtOf({ author, isCrossRepository }: PullRequestRef, permissions: ReadonlyMap<string, Known<Permission>>): PullDoubt | null {
  if (!author) return { is: "unknown", reason: "its author's account is gone" };
  // GitHub tells no permission of Apps; but only one that may push to the repository has a branch there.
  if (author.type === "Bot")
    return isCrossRepository === false ? null : { is: "unknown", reason: "a bot opened it from another repository" };
  const permission = permissions.get(loginKey(author.login)) ?? TOO_MANY;
  if (!permission.known) return { is: "unknown", reason: permission.reason };
  return WRITES.has(permission.value) ? null : { is: "no_write" };
}
