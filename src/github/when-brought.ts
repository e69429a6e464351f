import type { Time } from "../core/basics/known.js";
import type { RepositoryInfo } from "../core/facts/snapshot.js";
import type { Client } from "./client.js";
import { orUnknown } from "./dependencies.js";
import { objectIds, type ObjectCache } from "./object-ids.js";
import { newestStands, type Stand } from "./pushes.js";

/** When content came to the default branch, as far as GitHub's log of pushes tells. */
export interface Brought {
  /** The push that brought it; null: it was there before all that is known, or nothing is. */
  at: Time | null;
  /** It was there by then. */
  notAfter: Time | null;
  /** It stands on the branch since then, at the latest; null where that is not known. */
  since: Time | null;
}

interface Deps {
  client: Client;
  caches: { objects: ObjectCache };
  now(): Time;
}

const NOTHING: Brought = { at: null, notAfter: null, since: null };

/** Takes a branch, and files as commits left them; returns when each came to the branch. What GitHub does not tell is null, a passing fault is thrown. */
export async function whenBrought(
  { client, caches, now }: Deps,
  repository: RepositoryInfo,
  files: readonly { path: string; oid: string }[],
): Promise<Brought[]> {
  if (files.length === 0) return [];
  const stands = await orUnknown(() => newestStands(client, repository, now()));
  if (!stands.known) return files.map(() => NOTHING);
  const commits = stands.value.map(({ commit }) => commit);
  const paths = files.map(({ path }) => path);
  const ids = await orUnknown(() => objectIds(client, caches.objects, repository, commits, paths));
  if (!ids.known) return files.map(() => NOTHING);
  return files.map(({ path, oid }) => broughtAt(stands.value, ({ commit }) => ids.value.get(commit)?.[path] === oid));
}

function broughtAt(stands: readonly Stand[], isThere: (stand: Stand) => boolean): Brought {
  const last = stands.findLastIndex(isThere);
  if (last < 0) return NOTHING;
  const first = stands.findLastIndex((stand, index) => index < last && !isThere(stand)) + 1;
  const pushed = stands[first]?.at ?? null;
  // Of the first stand only is not known when it was pushed: by the next it was there.
  const notAfter = pushed ?? stands[1]?.at ?? null;
  return { at: pushed, notAfter, since: last === stands.length - 1 ? notAfter : null };
}
