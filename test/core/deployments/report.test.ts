import fc from "fast-check";
import { expect, test } from "vitest";
import { MOST_REPORTS, planReport, type Reported } from "../../../src/core/deployments/report.js";

const MINUTE = 60_000;

test("the first report comes at once, each later one after twice as long, and never the same twice", () => {
  expect(planReport("a", { count: 0, meaning: null, at: 0 }, 5)).toEqual({ isDue: true, againAt: null });
  expect(planReport("a", { count: 1, meaning: "a", at: 5 }, 6)).toEqual({ isDue: false, againAt: null });
  expect(planReport("b", { count: 1, meaning: "a", at: 5 }, 6)).toEqual({ isDue: false, againAt: 5 + MINUTE });
  expect(planReport("b", { count: 3, meaning: "a", at: 5 }, 6)).toEqual({ isDue: false, againAt: 5 + 4 * MINUTE });
  expect(planReport("b", { count: 3, meaning: "a", at: 5 }, 5 + 4 * MINUTE)).toEqual({ isDue: true, againAt: null });
});

test("whatever changes and whenever it is looked at, GitHub's ten are never used up by reports", () => {
  const looks = fc.array(fc.record({ meaning: fc.constantFrom("a", "b", "c"), after: fc.integer({ min: 0, max: 900 * MINUTE }) }), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(looks, (all) => {
      let now = 0;
      let reported: Reported = { count: 0, meaning: null, at: 0 };
      for (const { meaning, after } of all) {
        now += after;
        const { isDue, againAt } = planReport(meaning, reported, now);
        expect(isDue && againAt !== null).toBe(false);
        if (againAt !== null) expect(againAt).toBeGreaterThan(now);
        if (isDue) reported = { count: reported.count + 1, meaning, at: now };
      }
      expect(reported.count).toBeLessThanOrEqual(MOST_REPORTS);
    }),
  );
});
