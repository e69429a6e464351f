import { statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { CONFIG_PATH, CONTRACTS } from "../../core/policy/paths.js";

/** Takes a folder; returns it or the nearest above it that has a policy, null where none has. A clone ends the search: what lies around it is another's. */
export function repositoryAround(folder: string): string | null {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (isThere(join(at, CONFIG_PATH)) || isThere(join(at, CONTRACTS))) return relative(process.cwd(), at) || ".";
    if (isThere(join(at, ".git")) || at === dirname(at)) return null;
  }
}

/** Takes a path; returns the repository that it lies in, itself where no policy lies around it. */
export function repositoryOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return path;
  return repositoryAround(found.isDirectory() ? path : dirname(path)) ?? path;
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
