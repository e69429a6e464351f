import { describe, expect, it } from "vitest";
import { ACTS, type Act } from "./acts.js";
import { look } from "./look.js";
import { isLinked, isOtherOrder } from "./orders.js";
import { handoffOf, stageOf } from "./record.js";
import { ROOTS } from "./roots.js";
import type { World } from "./world.js";

/** Where each pair is tried. */
const BEGINNINGS = Object.entries(ROOTS).map(([name, make]) => ({ name, world: { ...make(true), looked: true } }));

const isFree = (act: Act, world: World) => act.can?.(world) !== false && (act.idle?.(world) ?? false) === false;

/** The world after the acts, none of which is looked at in between; null when one of them makes no sense. */
function done(world: World, ...acts: Act[]): World | null {
  return acts.reduce<World | null>((now, act) => (now && isFree(act, now) ? act.do(now) : null), world);
}

/** What a look comes to: where the item is, and what was said, in whatever order. */
function endOf(world: World): string {
  const { world: after, rounds } = look(world);
  const evaluations = rounds.map(({ evaluation }) => evaluation);
  const gates = evaluations.at(-1)?.verdict?.gates.map(({ spec, outcome, waiver }) => `${spec.id} ${outcome} ${waiver !== null}`) ?? [];
  const said = evaluations.flatMap(({ answers, decisions }) => [
    ...answers.map(({ reply }) => reply.kind),
    ...decisions.map(({ kind }) => kind),
  ]);
  return [stageOf(after.record), handoffOf(after.record)?.state, after.record.receipts.length, ...gates, ...said.toSorted()].join(", ");
}

/** Where the item is, and what holds there. */
function placeOf({ record }: World): string {
  const { waivers, delegations } = record;
  const acks = record.handoff?.state === "awaiting" ? record.handoff.acks.length : 0;
  return [stageOf(record), handoffOf(record)?.state, record.receipts.length, acks, waivers.length, delegations.length].join(", ");
}

/** What one way to do two acts comes to, and the other; null when there is only one. */
type Comparison = (world: World, first: Act, second: Act) => [string, string | null] | null;

/** Every pair of acts at every beginning that the comparison says something of: how many there are, and those that do not come to the same. */
function compared(compare: Comparison): { tried: number; different: string[][] } {
  const pairs = BEGINNINGS.flatMap(({ name, world }) =>
    ACTS.flatMap((first) =>
      ACTS.map((second) => ({ told: `${name}: ${first.name} · ${second.name}`, ends: compare(world, first, second) })),
    ),
  );
  const found = pairs.flatMap(({ told, ends }) => (ends === null ? [] : [{ told, ends }]));
  const different = found.filter(({ ends: [one, other] }) => one !== other);
  return { tried: found.length, different: different.map(({ told, ends: [one, other] }) => [told, one, other ?? "makes no sense"]) };
}

describe("two acts that have nothing to do with each other", () => {
  it("come to the same in the order that is left out", () => {
    const { tried, different } = compared((world, first, second) => {
      const left = isOtherOrder([first], second, ACTS) ? done(world, first, second) : null;
      if (!left) return null;
      const kept = done(world, second, first);
      return [endOf(left), kept && endOf(kept)];
    });
    expect(different).toEqual([]);
    expect(tried).toBeGreaterThan(100);
  });

  it("do nothing together that they do not do with a look in between", () => {
    const { tried, different } = compared((world, first, second) => {
      const together = isLinked([first, second]) ? null : done(world, first, second);
      const one = done(world, first);
      const apart = together && one && done(look(one).world, second);
      return together && apart && [placeOf(look(together).world), placeOf(look(apart).world)];
    });
    expect(different).toEqual([]);
    expect(tried).toBeGreaterThan(100);
  });
});
