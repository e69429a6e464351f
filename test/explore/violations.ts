import type { Path } from "./path.js";

/** Of each kind the shortest way to it, and how many worlds show it. */
export type Violations = Map<string, { path: Path; times: number }>;

/** Counts a violation. */
export function addViolation(violations: Violations, kind: string, path: Path, times = 1): void {
  const known = violations.get(kind);
  const shorter = known !== undefined && known.path.steps.length <= path.steps.length ? known.path : path;
  violations.set(kind, { path: shorter, times: (known?.times ?? 0) + times });
}

/** The shortest first. */
export function sorted(violations: Violations): { kind: string; path: Path; times: number }[] {
  return [...violations]
    .map(([kind, { path, times }]) => ({ kind, path, times }))
    .toSorted((a, b) => a.path.steps.length - b.path.steps.length || (a.kind < b.kind ? -1 : 1));
}
