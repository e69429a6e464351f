import { ACTS } from "./acts.js";
import { look, type Look } from "./look.js";
import { ROOTS } from "./roots.js";
import type { World } from "./world.js";

/** A way to a world: a root, whether acts take a second, and what happened, by name. */
export interface Path {
  root: string;
  slow: boolean;
  steps: readonly string[];
}

/** The step in which Baton looks. */
export const LOOK = "Baton looks";
/** Before the name of an act that happens in the second of the one before. */
export const SAME_SECOND = "in the same second, ";

/** The world where a root begins; throws when there is no such root. */
export function rootOf(root: string, slow: boolean): World {
  const make = ROOTS[root];
  if (!make) throw new Error(`no such root: ${root}; there are ${Object.keys(ROOTS).join(", ")}`);
  return { ...make(slow), looked: true };
}

/** Takes a world and a step; returns the world after it, and the look if it was one. Null when the act makes no sense there. */
export function step(world: World, name: string): { world: World; looked: Look | null } | null {
  if (name === LOOK) {
    const looked = look(world);
    return { world: looked.world, looked };
  }
  const same = name.startsWith(SAME_SECOND);
  const act = ACTS.find((each) => each.name === (same ? name.slice(SAME_SECOND.length) : name));
  if (!act || act.can?.(world) === false) return null;
  return { world: { ...act.do(same ? { ...world, slow: false } : world), slow: world.slow }, looked: null };
}

/** Every look of a path, and the world at its end; null when a step makes no sense any more. */
export function replay({ root, slow, steps }: Path): { world: World; looks: Look[] } | null {
  let world = rootOf(root, slow);
  const looks: Look[] = [];
  for (const name of steps) {
    const next = step(world, name);
    if (!next) return null;
    if (next.looked) looks.push(next.looked);
    world = next.world;
  }
  return { world, looks };
}
