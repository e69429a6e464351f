import { chanceOf, type Chance } from "../fuzz/chance.js";
import { ACTS, type Act } from "./acts.js";
import { acknowledgedHonestly, preparedHonestly } from "./honest.js";
import { restlessness, violationsOf } from "./invariants.js";
import type { Look } from "./look.js";
import { LOOK, replay, rootOf, SAME_SECOND, step, type Path } from "./path.js";
import { addViolation, type Violations } from "./violations.js";

/** What to walk. */
export interface WalkPlan {
  walks: number;
  depth: number;
  seed: number;
  roots: readonly string[];
  acts?: readonly Act[];
}

export interface Walked {
  walks: number;
  looks: number;
  violations: Violations;
}

/** Walks at random, each walk by a seed of its own. What goes wrong is told by the shortest part of the walk that shows it. */
export function walk({ walks, depth, seed, roots, acts = ACTS }: WalkPlan): Walked {
  const found: Walked = { walks, looks: 0, violations: new Map() };
  for (let index = 0; index < walks; index += 1) {
    const chance = chanceOf(seed + index);
    const path: Path = { root: chance.pick(roots), slow: chance.below(4) > 0, steps: [] };
    const wrong = walkOn(path, depth, chance, acts, found);
    for (const [kind, at] of wrong) addViolation(found.violations, kind, found.violations.has(kind) ? at : shortened(at, kind));
  }
  return found;
}

/** One walk, up to the first look that goes wrong; returns what did, with the way there. */
function walkOn(path: Path, depth: number, chance: Chance, acts: readonly Act[], found: Walked): [string, Path][] {
  let world = rootOf(path.root, path.slow);
  const steps: string[] = [];
  while (steps.length < depth) {
    const name = steps.length === depth - 1 || chance.below(3) === 0 ? LOOK : randomAct(chance, acts, world.slow);
    const next = step(world, name);
    if (!next) continue;
    steps.push(name);
    world = next.world;
    if (!next.looked) continue;
    found.looks += 1;
    const wrong = [...violationsOf(next.looked), ...(chance.below(4) === 0 ? troubleAfter(next.looked) : [])];
    if (wrong.length > 0) return wrong.map((kind) => [kind, { ...path, steps: [...steps] }]);
  }
  return [];
}

function randomAct(chance: Chance, acts: readonly Act[], slow: boolean): string {
  const { name } = chance.pick(acts);
  return slow && chance.below(4) === 0 ? SAME_SECOND + name : name;
}

function troubleAfter({ world }: Look): string[] {
  const restless = restlessness(world);
  if (restless.length > 0) return restless;
  const prepared = preparedHonestly(world);
  const stuck = prepared && acknowledgedHonestly(prepared);
  return stuck === null ? [] : [stuck];
}

/** Leaves out steps as long as the same goes wrong. */
function shortened(path: Path, kind: string): Path {
  for (let index = 0; index < path.steps.length - 1; index += 1) {
    const shorter = { ...path, steps: path.steps.toSpliced(index, 1) };
    if (shows(shorter, kind)) return shortened(shorter, kind);
  }
  return path;
}

/** True when the last look of the path goes wrong in this way. */
function shows(path: Path, kind: string): boolean {
  const last = replay(path)?.looks.at(-1);
  return last !== undefined && (violationsOf(last).includes(kind) || troubleAfter(last).includes(kind));
}
