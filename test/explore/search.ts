import { hash } from "node:crypto";
import { ACTS, type Act } from "./acts.js";
import { acknowledgedHonestly, preparedHonestly } from "./honest.js";
import { falselyRed, restlessness, violationsOf } from "./invariants.js";
import { keyOf } from "./key.js";
import { look } from "./look.js";
import { isLinked, isOtherOrder, mayFollow } from "./orders.js";
import { LOOK, rootOf, type Path } from "./path.js";
import { addViolation, type Violations } from "./violations.js";
import type { World } from "./world.js";

/** Of the worlds after the last look every so many is looked at again, and asked for an honest way on: one step earlier all are. */
const SAMPLED = 24;

export interface Found {
  /** Distinct worlds, by how many steps they are away; the last are those before the last look. */
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
  /** Whether acts take a second; both when left out. */
  paces?: readonly boolean[];
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
  /** True after an act that is looked at before anything else happens. */
  atOnce?: boolean;
}

/**
 * Breadth first from the roots: every story of at most `depth` steps, acts and looks, that ends with a look. Where what is done happens in
 * one second, stories end one step earlier.
 */
export function explore(plan: Plan): Found {
  const search = new Search(plan);
  let level = plan.roots.flatMap((root) => (plan.paces ?? [true, false]).flatMap((slow) => search.enter(begin(root, slow))));
  search.found.states.push(level.length);
  for (let left = plan.depth - 1; left > 1; left -= 1) level = search.expandAll(level);
  search.finishAll(level);
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
  #finished = 0;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#acts = plan.acts ?? ACTS;
  }

  /** The worlds one step after those of a level. */
  expandAll(level: readonly State[]): State[] {
    const next: State[] = [];
    for (const state of level) if (!this.isDone()) for (const each of this.expand(state)) next.push(each);
    this.found.states.push(next.length);
    return next;
  }

  /** The last act, and the last look, after those of a level: of the worlds in between only the number is kept. */
  finishAll(level: readonly State[]): void {
    let count = 0;
    for (const state of level) if (!this.isDone()) count += this.finishAfter(state);
    this.found.states.push(count);
  }

  finishAfter(state: State): number {
    // What happens in one second ends one step earlier.
    const ends = state.path.slow
      ? this.acted(state)
          .filter(isTelling)
          .filter((after) => this.enter(after).length > 0)
      : [state].filter(isTelling);
    for (const end of ends) this.finish(end);
    return state.path.slow ? ends.length : 0;
  }

  isDone(): boolean {
    return this.#plan.once === true && this.found.violations.size > 0;
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
    const acted = this.acted(state).flatMap((after) => (after.atOnce ? this.lookAt(after) : this.enter(after)));
    return isTelling(state) ? [...acted, ...this.lookAt(state)] : acted;
  }

  /** The states after each act that makes sense. */
  acted(state: State): State[] {
    return this.#acts.flatMap((act) => {
      if (act.can?.(state.world) === false) return [];
      const idle = act.idle?.(state.world) ?? false;
      if (idle === "alone" && !state.world.looked) return [];
      if (idle === false && (isOtherOrder(state.lost, act, this.#acts) || !mayFollow(state.lost, act))) return [];
      return { world: act.do(state.world), path: further(state.path, act.name), lost: [...state.lost, act], atOnce: idle !== false };
    });
  }

  /** The state after a look that went well, unless a world like it was there before. */
  lookAt(state: State): State[] {
    const after = this.look(state);
    return after === null ? [] : this.enter(after).filter((fresh) => this.isSound(fresh));
  }

  finish(state: State): void {
    const after = this.look(state);
    this.#finished += 1;
    if (after !== null && this.#finished % SAMPLED === 0) this.isSound(after);
  }

  /** What a look leads to; null when it went wrong: what follows from that is no news. */
  look({ world, path }: State): State | null {
    this.found.looks += 1;
    const looked = look(world);
    const after = { world: looked.world, path: further(path, LOOK), lost: [] };
    const wrong = [...violationsOf(looked), ...(world.slow ? falselyRed(looked) : [])];
    for (const kind of wrong) addViolation(this.found.violations, kind, after.path);
    return wrong.length > 0 ? null : after;
  }

  isSound({ world, path }: State): boolean {
    const wrong = [...this.restless(world), ...this.stuck(world)];
    for (const kind of wrong) addViolation(this.found.violations, kind, path);
    return wrong.length === 0;
  }

  restless(world: World): string[] {
    this.found.looks += 1;
    return restlessness(world);
  }

  stuck(world: World): string[] {
    this.found.looks += 1;
    const prepared = preparedHonestly(world);
    if (!prepared) return [];
    const key = hashed(keyOf(prepared));
    if (this.#hopeful.has(key)) return [];
    this.found.looks += 1;
    const why = acknowledgedHonestly(prepared);
    if (why !== null) return [why];
    this.#hopeful.add(key);
    return [];
  }
}

/** True when a look now can show something that looks in between would not. */
function isTelling({ world, lost }: State): boolean {
  return !world.looked && isLinked(lost);
}

// 66 bits: among millions of worlds two of one hash are as good as impossible.
function hashed(key: string): string {
  return hash("md5", key, "base64").slice(0, 11);
}

function further(path: Path, name: string): Path {
  return { ...path, steps: [...path.steps, name] };
}
