import { describe, expect, it } from "vitest";
import { vouches } from "../../../src/core/handoff/commands/find.js";
import { evidenceNeeded } from "../../../src/core/words/look.js";
import { BAD, CONFIG, CONTRACT, NEXT_CONTRACT, policyOf, World } from "../handoff/world.js";

const WITHOUT_EVIDENCE = policyOf(CONFIG, CONTRACT.replace(/\n {2}- \{ id: evidence.*\}/, ""), NEXT_CONTRACT);

/** A waiver waits, and after it somebody edited the body once. */
function waived(world: World): World {
  world.tick().comment("omar", "/waive evidence until 2026-11-25: known");
  return world.tick().edit(`${BAD}\n### Notes\n\nMore.`);
}

function asked({ snapshot, policy, record }: World): boolean | undefined {
  return evidenceNeeded({ snapshot, policy, record, vouches }, [])?.body;
}

describe("whether versions of the body are asked for", () => {
  it("not after one edit: what was seen tells what stood before", () => {
    const world = new World(policyOf(), BAD);
    world.look();
    expect(asked(waived(world))).toBeUndefined();
  });

  it("after one edit, when the contract has changed: it may read what nobody looked at", () => {
    const world = new World(WITHOUT_EVIDENCE, BAD);
    world.look();
    world.tick().policy = policyOf();
    expect(asked(waived(world))).toBe(true);
  });
});
