import { ACTS } from "./acts.js";
import { explore } from "./search.js";
import type { Violations } from "./violations.js";
import { walk } from "./walks.js";

/** A part of the exploring that needs nothing of the others. */
export interface Task {
  roots: string[];
  depth: number;
  /** Parts of names; none: all acts. */
  acts: string[];
  /** Zero: breadth first. */
  walks: number;
  seed: number;
}

/** What came of a task. */
export interface Outcome {
  states: number[];
  looks: number;
  merges: number;
  violations: Violations;
}

/** Does a task. */
export function perform({ roots, depth, acts: names, walks, seed }: Task): Outcome {
  const acts = ACTS.filter((act) => names.length === 0 || names.some((name) => act.name.includes(name)));
  if (walks === 0) return explore({ depth, roots, acts });
  return { states: [], merges: 0, ...walk({ walks, depth, seed, roots, acts }) };
}
