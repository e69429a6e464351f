import { describe, expect, it } from "vitest";
import { chanceOf } from "../fuzz/chance.js";
import { TARGETS } from "../fuzz/targets.js";

// The first few of what `npm run fuzz` does for minutes.
const TEXTS: Record<string, number> = { body: 15, contract: 15, command: 300 };

describe("changed texts break nothing", () => {
  it.each(Object.entries(TARGETS))("%s", (name, target) => {
    const seeds = Array.from({ length: TEXTS[name] ?? 0 }, (_, seed) => seed);
    for (const seed of seeds) expect(() => target.run(target.text(chanceOf(seed))), `seed ${seed}`).not.toThrow();
    expect(seeds).not.toEqual([]);
  });
});
