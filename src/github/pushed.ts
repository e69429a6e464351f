import type { Payload } from "./payloads.js";

/** GitHub lists commits only up to a point; a push this long may have touched anything. */
const LONG_PUSH = 20;
/** More paths than this are as good as all. */
const MOST_PATHS = 300;

/** Takes a push; returns the paths it touched on the default branch, `any` where it does not tell. */
export function pushedPaths(payload: Payload): string[] | "any" {
  const branch = payload.repository?.default_branch;
  if (!branch || payload.ref !== `refs/heads/${branch}` || payload.deleted) return [];
  const commits = payload.commits ?? [];
  if (payload.forced || commits.length === 0 || commits.length >= LONG_PUSH) return "any";
  const paths = new Set(commits.flatMap(({ added, modified, removed }) => [...(added ?? []), ...(modified ?? []), ...(removed ?? [])]));
  return paths.size > MOST_PATHS ? "any" : [...paths];
}
