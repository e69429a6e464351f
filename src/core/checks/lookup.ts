import type { CheckDefinition } from "./define.js";

const byKind = new Map<string, CheckDefinition>();

/** Makes the kinds known to the checks that nest others, which the registry itself holds and they cannot import. */
export function register(checks: readonly CheckDefinition[]): void {
  for (const check of checks) byKind.set(check.kind, check);
}

/** The check of a kind; undefined when there is none of that name. */
export function checkByKind(kind: string): CheckDefinition | undefined {
  return byKind.get(kind);
}
