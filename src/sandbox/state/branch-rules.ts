import type { Repository } from "./types.js";

/** A check that a branch wants before anything is merged into it; `integrationId` pins it to one App. */
export interface RequiredCheck {
  context: string;
  integrationId: number | null;
}

const rules = new WeakMap<Repository, RequiredCheck[]>();

/** Sets what the repository's default branch requires, in place of what it required before. */
export function requireChecks(repository: Repository, checks: RequiredCheck[]): void {
  rules.set(repository, checks);
}

/** What a branch requires: the default branch alone has rules here. */
export function requiredChecks(repository: Repository, branch: string): RequiredCheck[] {
  return branch === repository.defaultBranch ? (rules.get(repository) ?? []) : [];
}
