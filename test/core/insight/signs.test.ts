import { describe, expect, it } from "vitest";
import { storiesIn } from "../../../src/core/insight/stories.js";
import { signsOf, type SignFacts } from "../../../src/core/insight/signs.js";
import { EXAMPLE_HOURS, EXAMPLE_STAGES, EXAMPLE_START, EXAMPLE_STORY, entriesOf } from "../../../src/render/insight/example-story.js";

const HOUR = 3_600_000;
type Lines = Parameters<typeof entriesOf>[0];
const BOUNDARIES = [
  { from: "discover", confirming: ["priority"] },
  { from: "decide", confirming: [] },
];

function signs(lines: Lines, hour: number, facts: Partial<SignFacts> = {}) {
  const now = EXAMPLE_START + hour * HOUR;
  const found = signsOf({
    items: storiesIn(entriesOf(lines), now).items,
    stages: EXAMPLE_STAGES,
    boundaries: BOUNDARIES,
    pulls: [],
    now,
    ...facts,
  });
  return Object.fromEntries(found.map(({ id, is, n, of, items }) => [id, [is, n, of, items.map(({ number }) => number)]]));
}

describe("the signs of the ten items", () => {
  it("are computed, each with the items that show it", () => {
    expect(signs(EXAMPLE_STORY, EXAMPLE_HOURS)).toEqual({
      // Of the nine that were ever taken over none is closed on the way, and the report ends after ten days.
      forgotten: ["not_there", 0, 9, []],
      unplanned: ["unknown", 0, 0, []],
      late: ["not_there", 0, 9, []],
      no_outcome: ["unknown", 0, 0, []],
      // Item 10 only followed its label.
      unconfirmed: ["not_there", 1, 9, [10]],
      undecided: ["not_there", 0, 5, []],
      returned: ["there", 3, 14, [3, 4, 6]],
    });
  });
});

describe("a sign", () => {
  it("of forgotten requests is there where what was taken over is closed on the way, or lies for long with nobody at it", () => {
    const lines: Lines = [
      [0, 1, "governed", "discover"],
      [1, 1, "asked", "decide"],
      [2, 1, "accepted", "decide"],
      [9, 1, "closed"],
      [0, 2, "governed", "discover"],
      [1, 2, "asked", "decide"],
      [2, 2, "accepted", "decide"],
      [0, 3, "governed", "discover"],
      [1, 3, "asked", "decide"],
      [2, 3, "accepted", "decide"],
      [20, 3, "asked", "build"],
    ];
    expect(signs(lines, 100)["forgotten"]).toEqual(["there", 1, 3, [1]]);
    expect(signs(lines, 16 * 24)["forgotten"]).toEqual(["there", 2, 3, [1, 2]]);
  });

  it("of unplanned work is there where open pull requests close no issue", () => {
    const pull = (number: number, planned: boolean) => ({ repository: "acme/insights", number, at: EXAMPLE_START, planned });
    expect(signs([], 1, { pulls: [pull(7, false), pull(8, true)] })["unplanned"]).toEqual(["there", 1, 2, [7]]);
    expect(signs([], 1, { pulls: [1, 2, 3, 4, 5].map((number) => pull(number, number > 1)) })["unplanned"]).toEqual([
      "not_there",
      1,
      5,
      [1],
    ]);
  });

  it("of requests after the decision is there where items begin behind it, and not where they were adopted there", () => {
    const lines: Lines = [
      [0, 1, "governed", "build"],
      [0, 2, "governed", "discover"],
      [0, 3, "adopted", "build"],
    ];
    expect(signs(lines, 1)["late"]).toEqual(["there", 1, 2, [1]]);
    expect(signs(lines, 1)["undecided"]).toEqual(["there", 2, 2, [1, 3]]);
  });

  it("of missing outcomes is there where the last stage is left without a hand-off", () => {
    const boundaries = [...BOUNDARIES, { from: "build", confirming: [] }];
    const lines: Lines = [
      [0, 1, "governed", "build"],
      [9, 1, "closed"],
      [0, 2, "governed", "build"],
      [1, 2, "asked", "discover"],
      [2, 2, "accepted", "discover"],
      [0, 3, "governed", "build"],
    ];
    expect(signs(lines, 10, { boundaries })["no_outcome"]).toEqual(["there", 1, 2, [1]]);
  });
});
