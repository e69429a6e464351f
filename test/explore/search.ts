import { createHash } from "node:crypto";
import { ACTS, type Act } from "./acts.js";
import { acknowledgedHonestly, preparedHonestly } from "./honest.js";
import { restlessness, violationsOf } from "./invariants.js";
import { keyOf } from "./key.js";
import { look } from "./look.js";
import { LOOK, rootOf, type Path } from "./path.js";
import { addViolation, type Violations } from "./violations.js";
import type { World } from "./world.js";

/** How many acts may happen before Baton looks again. */
const MOST_LOST = 3;
/** Of the worlds after the last look only so many are asked for an honest way on: it is the dearest question, and seldom a new one. */
const SAMPLED = 5;

export interface Found {
  /** Distinct worlds, by how many steps they are away. */
  states: number[];
  /** How often Baton looked. */
  looks: number;
  /** How often a world was one that was there before. */
  merges: number;
  violations: Violations;
}

/** What to explore. */
export interface Plan {
  depth: number;
  roots: readonly string[];
  acts?: readonly Act[];
  /** True: the first violation is enough. */
  once?: boolean;
  /** Told of every merge, with the way that led there first. */
  onMerge?(first: Path, other: Path): void;
}

interface State {
  world: World;
  path: Path;
  /** What was done since Baton looked last. */
  lost: readonly Act[];
}

/** Breadth first from the roots: every story of at most `depth` steps, acts and looks, that ends with a look. */
export function explore(plan: Plan): Found {
  const search = new Search(plan);
  let level = plan.roots.flatMap((root) => [true, false].flatMap((slow) => search.enter(begin(root, slow))));
  search.found.states.push(level.length);
  for (let left = plan.depth - 1; left > 0; left -= 1) {
    level = search.expandAll(level, left);
    if (search.isDone()) break;
  }
  return search.found;
}

function begin(root: string, slow: boolean): State {
  return { world: rootOf(root, slow), path: { root, slow, steps: [] }, lost: [] };
}

class Search {
  readonly found: Found = { states: [], looks: 0, merges: 0, violations: new Map() };
  readonly #plan: Plan;
  readonly #acts: readonly Act[];
  readonly #seen = new Map<string, Path | null>();
  readonly #hopeful = new Set<string>();

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#acts = plan.acts ?? ACTS;
  }

  /** The worlds after those of a level; of the last ones, which need not be kept, only the number. */
  expandAll(level: readonly State[], left: number): State[] {
    const next: State[] = [];
    let count = 0;
    for (const state of level) {
      if (this.isDone() || !this.isIn(state, left)) continue;
      const fresh = this.expand(state);
      count += fresh.length;
      if (left > 1) for (const each of fresh) next.push(each);
      else this.lookAtAll(fresh.filter(({ world }) => !world.looked));
    }
    this.found.states.push(count);
    return next;
  }

  lookAtAll(states: readonly State[]): void {
    for (const each of states) this.lookAt(each, SAMPLED);
  }

  isDone(): boolean {
    return this.#plan.once === true && this.found.violations.size > 0;
  }

  /** Whether a state is followed when so many steps are left: what happens in one second ends one step earlier. */
  isIn({ path }: State, left: number): boolean {
    return path.slow || left > 1;
  }

  /** The state, unless a world like it was there before. */
  enter(state: State): State[] {
    const key = hashed(keyOf(state.world));
    const known = this.#seen.get(key);
    if (known === undefined) {
      this.#seen.set(key, this.#plan.onMerge ? state.path : null);
      return [state];
    }
    this.found.merges += 1;
    if (known) this.#plan.onMerge?.(known, state.path);
    return [];
  }

  expand(state: State): State[] {
    const next = this.#acts.flatMap((act) => this.act(state, act));
    return state.world.looked ? next : [...next, ...this.lookAt(state)];
  }

  act(state: State, act: Act): State[] {
    if (act.can?.(state.world) === false) return [];
    const idle = act.idle?.(state.world) ?? false;
    if (idle === "alone" && !state.world.looked) return [];
    const after = { world: act.do(state.world), path: further(state.path, act.name), lost: [...state.lost, act] };
    if (idle !== false) return this.lookAt(after);
    return isTelling(after.lost) ? this.enter(after) : [];
  }

  lookAt({ world: before, path }: State, every = 1): State[] {
    this.found.looks += 1;
    const looked = look(before);
    const after = { world: looked.world, path: further(path, LOOK), lost: [] };
    const wrong = violationsOf(looked);
    for (const kind of wrong) addViolation(this.found.violations, kind, after.path);
    // What follows from a wrong step is no news.
    return wrong.length > 0 ? [] : this.enter(after).filter((fresh) => this.isSound(fresh, every));
  }

  isSound({ world, path }: State, every: number): boolean {
    this.found.looks += 1;
    const stuck = this.found.looks % every === 0 ? this.stuck(world) : null;
    const wrong = [...restlessness(world), ...(stuck === null ? [] : [stuck])];
    for (const kind of wrong) addViolation(this.found.violations, kind, path);
    return wrong.length === 0;
  }

  stuck(world: World): string | null {
    this.found.looks += 1;
    const prepared = preparedHonestly(world);
    if (!prepared) return null;
    const key = hashed(keyOf(prepared));
    if (this.#hopeful.has(key)) return null;
    this.found.looks += 1;
    const why = acknowledgedHonestly(prepared);
    if (why === null) this.#hopeful.add(key);
    return why;
  }
}

// 66 bits: among millions of worlds two of one hash are as good as impossible.
function hashed(key: string): string {
  return createHash("md5").update(key).digest("base64").slice(0, 11);
}

function further(path: Path, name: string): Path {
  return { ...path, steps: [...path.steps, name] };
}

/** False when acts in a row were too many, or do together only what they do one by one: nobody's word among them, or no link between them. */
function isTelling(lost: readonly Act[]): boolean {
  if (lost.length < MOST_LOST) return true;
  return (
    lost.length === MOST_LOST &&
    lost.some((act) => act.touches.includes("hand-off") || act.touches.includes("receivers") || act.touches.length > 2) &&
    isLinked(lost)
  );
}

function isLinked([first, ...rest]: readonly Act[]): boolean {
  const linked = first ? [first] : [];
  const next = (act: Act) => !linked.includes(act) && linked.some((each) => each.touches.some((touch) => act.touches.includes(touch)));
  for (let found = rest.find(next); found; found = rest.find(next)) linked.push(found);
  return rest.every((act) => linked.includes(act));
}
