import { ACTS } from "./acts.js";
import { explore } from "./search.js";
import type { Violations } from "./violations.js";
import { walk } from "./walks.js";

/** A part of the exploring that needs nothing of the others. */
export interface Task {
  roots: string[];
  /** Whether acts take a second. */
  paces: boolean[];
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
  /** Milliseconds of processor time. */
  processor: number;
}

/** Does a task. */
export function perform(task: Task): Outcome {
  const before = process.cpuUsage();
  const found = performNow(task);
  const { user, system } = process.cpuUsage(before);
  return { ...found, processor: (user + system) / 1000 };
}

function performNow({ roots, paces, depth, acts: names, walks, seed }: Task): Omit<Outcome, "processor"> {
  const acts = ACTS.filter((act) => names.length === 0 || names.some((name) => act.name.includes(name)));
  if (walks === 0) return explore({ depth, roots, paces, acts });
  return { states: [], merges: 0, ...walk({ walks, depth, seed, roots, acts }) };
}
