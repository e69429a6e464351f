import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { storiesIn } from "../../../src/core/insight/stories.js";
import { freshness } from "../../../src/core/insight/figures/freshness.js";
import { artefactEntriesOf, EXAMPLE_START as START } from "../../../src/render/insight/example-story.js";

const HOUR = 3_600_000;
const UNTIL = START + 240 * HOUR;
const states = fc.constantFrom("fresh", "stale", "unfit", "missing", "unknown", "dropped" as const);
const lines = fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.constantFrom("a", "b"), states, fc.integer({ min: -100, max: 400 })), {
  maxLength: 12,
});

describe("how artefacts stood", () => {
  it("is told in spans without gaps, whatever times entries claim", () => {
    fc.assert(
      fc.property(lines, (told) => {
        const entries = artefactEntriesOf(told.toSorted((a, b) => a[0] - b[0]));
        for (const { spans } of storiesIn(entries, UNTIL).artefacts) {
          expect(spans.every(({ from, to }) => from <= to && to <= UNTIL)).toBe(true);
          expect(spans.slice(1).every(({ from }, index) => from === spans[index]?.to)).toBe(true);
          expect(spans.at(-1)?.to).toBe(UNTIL);
        }
      }),
    );
  });

  it("makes shares that add up to one, on each day and in all", () => {
    fc.assert(
      fc.property(lines, (told) => {
        const artefacts = storiesIn(artefactEntriesOf(told.toSorted((a, b) => a[0] - b[0])), UNTIL).artefacts;
        const groups = freshness({ items: [], artefacts, stages: [], period: { since: null, until: UNTIL, timezone: "UTC" } });
        for (const id of ["a", "b"]) {
          const own = groups.filter(({ key }) => key === id || key.startsWith(`${id}: `));
          if (own.length === 0) continue;
          expect(own.reduce((sum, { value = 0 }) => sum + value, 0)).toBeCloseTo(1);
          for (const { key } of own[0]?.series ?? [])
            expect(own.reduce((sum, { series }) => sum + (series?.find((one) => one.key === key)?.value ?? 0), 0)).toBeCloseTo(1);
        }
      }),
    );
  });

  it("counts nothing before the look that first saw it, nor what is not known", () => {
    const told = artefactEntriesOf([
      [24, "a", "fresh", 0],
      [48, "a", "unknown"],
      [72, "a", "stale"],
    ]);
    const groups = freshness({
      items: [],
      artefacts: storiesIn(told, START + 96 * HOUR).artefacts,
      stages: [],
      period: { since: null, until: START + 96 * HOUR, timezone: "UTC" },
    });
    expect(groups.map(({ key, n, value }) => [key, n, value])).toEqual([
      ["a", 2, 0.5],
      ["a: stale", 1, 0.5],
    ]);
    expect(groups[0]?.series?.map(({ key }) => key)).toEqual(["2026-11-03", "2026-11-05"]);
  });
});
