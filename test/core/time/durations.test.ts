import { describe, expect, test } from "vitest";
import { durationParam } from "../../../src/core/checks/params.js";
import { duration } from "../../../src/core/policy/schema-parts.js";
import { DURATION_PATTERN, durationMs, durationParts, longerDuration, parseDuration } from "../../../src/core/time/durations.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe("a duration's length", () => {
  test.each([
    ["30m", HOUR / 2],
    ["24h", DAY],
    ["2d", 2 * DAY],
    ["1w", 7 * DAY],
    ["P1Y", 365 * DAY],
    ["P1M", 30 * DAY],
    ["P2W", 14 * DAY],
    ["P2D", 2 * DAY],
    ["PT36H", 36 * HOUR],
    ["PT1M", 60_000],
    ["PT1S", 1000],
    ["P1DT12H", 36 * HOUR],
    ["P36500D", 36_500 * DAY],
  ])("%s", (text, ms) => expect(parseDuration(text)).toEqual({ text, ms }));

  test.each([
    "",
    "0h",
    "P0D",
    "P",
    "PT",
    "P1DT",
    "1",
    "h",
    "1 h",
    "1H",
    "-1h",
    "1.5h",
    "1y",
    "P1H",
    "PT1D",
    "p1d",
    "1h30m",
    "1234567h",
    "P36501D",
    "999999d",
    "24h\n",
    "²h",
  ])("none: %j", (text) => expect(parseDuration(text)).toBeNull());
});

describe("a duration's units", () => {
  const nothing = { years: 0, months: 0, weeks: 0, days: 0, ms: 0 };
  test.each([
    ["30m", { ms: HOUR / 2 }],
    ["24h", { ms: DAY }],
    ["1d", { days: 1 }],
    ["1w", { weeks: 1 }],
    ["P7D", { days: 7 }],
    ["PT24H", { ms: DAY }],
    ["P1DT12H", { days: 1, ms: 12 * HOUR }],
    ["P1Y2M3W4DT5H6M7S", { years: 1, months: 2, weeks: 3, days: 4, ms: 5 * HOUR + 6 * 60_000 + 7000 }],
    ["0h", {}],
  ])("%s", (text, parts) => expect(durationParts(text)).toEqual({ ...nothing, ...parts }));

  test.each(["", "P", "PT", "P1DT", "soon", "24h\n"])("none: %j", (text) => expect(durationParts(text)).toBeNull());
});

describe("one grammar: a contract's times, the parameters of checks and the editors' pattern agree", () => {
  test.each(["PT30S", "24h", "3d", "2w", "30m", "P6M", "P1DT12H", "PT90M", "P12345D", "P1Y2M3W4DT5H6M7S"])("%s is one", (text) => {
    expect(verdicts(text)).toEqual({ contract: true, check: true, editor: true });
  });

  test.each(["P1DT", "PT", "P", "P0D", "PT0S", "0h", "0000d", "24H", "24", "1d12h", "P1H", "PT1D", "soon", "24h\n"])(
    "%j is none",
    (text) => {
      expect(verdicts(text)).toEqual({ contract: false, check: false, editor: false });
    },
  );

  test("longer than a century is none, whoever reads it", () => {
    for (const text of ["999999d", "P36501D"]) expect(verdicts(text)).toMatchObject({ contract: false, check: false });
  });

  function verdicts(text: string): { contract: boolean; check: boolean; editor: boolean } {
    return {
      contract: duration.safeParse(text).success,
      check: durationParam.safeParse(text).success,
      editor: new RegExp(DURATION_PATTERN, "u").test(text),
    };
  }
});

test.each([
  ["24h", "25h"],
  ["2w", "3w"],
  ["PT36H", "3d"],
])("one step longer than %s is %s", (text, longer) => {
  expect(longerDuration(text)).toBe(longer);
  expect(durationMs(longer)).toBeGreaterThan(durationMs(text) ?? 0);
});
