import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measure, stagesOf } from "../../../src/core/insight/measure.js";
import { ONLY_WHEN } from "../../../src/core/insight/bare-entry.js";
import { storiesIn } from "../../../src/core/insight/stories.js";
import type { ItemHistory } from "../../../src/core/insight/history.js";
import type { Measured } from "../../../src/core/insight/report.js";
import type { Entry, EntryPlace } from "../../../src/core/ledger/entry.js";
import { EXAMPLE_START as START, entriesOf } from "../../../src/render/insight/example-story.js";
import { anything, History, policyFor, type Step } from "../handoff/history.js";
import { World } from "../handoff/world.js";

const HOUR = 3_600_000;
const until = (hour: number) => START + hour * HOUR;
type Lines = Parameters<typeof entriesOf>[0];
const historiesOf = (entries: Iterable<Entry>, end: number) => storiesIn(entries, end).items;
const told = (lines: Lines, hour: number) => historiesOf(entriesOf(lines), until(hour));
const visits = (items: readonly ItemHistory[]) =>
  items[0]?.visits.map(({ stage, entered, left, from, to }) => [
    stage,
    entered,
    left,
    (from - START) / HOUR,
    to === null ? null : (to - START) / HOUR,
  ]);
const measured = (items: readonly ItemHistory[], hour: number, since: number | null = null) =>
  measure({
    items,
    stages: stagesOf(items, []),
    period: { since: since === null ? null : until(since), until: until(hour), timezone: "UTC" },
  });
const groups = (figures: Measured[], id: string) => figures.find((figure) => figure.id === id)?.groups ?? [];

/** What the real core decides of an item on which people do this, as the ledger has it. */
function played(steps: readonly Step[], name: string): { entries: Entry[]; began: number; now: number } {
  const world = new World(policyFor(1));
  const began = world.now;
  const history = new History(world);
  for (const step of steps) history.play(step);
  world.tick(60_000);
  world.look();
  const place: EntryPlace = { version: 2, item: name, repository: "acme/app", number: 1, policyCommit: null };
  const entries = world.looks.flatMap(({ decisions }) => decisions.map((decision): Entry => ({ ...place, ...decision })));
  return { entries, began, now: world.now + 1000 };
}

describe("an item's story", () => {
  it("has spans without gaps that add up to its age, whatever people do", () => {
    fc.assert(
      fc.property(anything, (steps) => {
        const { entries, began, now } = played(steps, "I_1");
        const [item] = historiesOf(entries, now);
        const spans = item?.visits.flatMap((visit) => visit.spans) ?? [];
        expect(spans.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(now - began);
        expect(spans.slice(1).every(({ from }, index) => from === spans[index]?.to)).toBe(true);
        expect(item?.visits.filter(({ left }) => left === null)).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it("needs of some kinds nothing but when they happened, whatever people do", () => {
    fc.assert(
      fc.property(anything, (steps) => {
        const { entries, now } = played(steps, "I_1");
        const bare = entries.map((entry) => {
          const kind = ONLY_WHEN.find((one) => one === entry.kind);
          return kind ? { kind, at: entry.at, item: entry.item } : entry;
        });
        expect(storiesIn(bare, now)).toEqual(storiesIn(entries, now));
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it("tells that an item went back, and that its next crossing is another hand-off", () => {
    const lines: Lines = [
      [0, 1, "governed", "discover"],
      [1, 1, "asked", "decide"],
      [1, 1, "red", "evidence"],
      [2, 1, "green"],
      [3, 1, "accepted", "decide"],
      [5, 1, "back", "discover"],
      [6, 1, "asked", "decide"],
      [6, 1, "green"],
      [7, 1, "accepted", "decide"],
    ];
    const items = told(lines, 10);
    expect(visits(items)).toEqual([
      ["discover", "governed", "accepted", 0, 3],
      ["decide", "accepted", "backward", 3, 5],
      ["discover", "backward", "accepted", 5, 7],
      ["decide", "accepted", null, 7, null],
    ]);
    expect(items[0]?.handoffs.map(({ red }) => [...red])).toEqual([["evidence"], []]);
  });

  it("keeps one hand-off over a withdrawal, and calls the time until the next request work", () => {
    const withdrawn: Entry = {
      ...(entriesOf([[4, 1, "unheld"]])[0] as Entry),
      kind: "withdrawn",
      data: { to: "decide", sequence: 1, reason: null },
    };
    const lines: Lines = [
      [0, 1, "governed", "discover"],
      [2, 1, "asked", "decide"],
      [2, 1, "red", "evidence"],
      [8, 1, "asked", "decide"],
      [8, 1, "green"],
      [9, 1, "accepted", "decide"],
    ];
    const items = historiesOf(
      [...entriesOf(lines), withdrawn].toSorted((a, b) => a.at - b.at),
      until(10),
    );
    expect(items[0]?.visits[0]?.spans.map(({ doing, from, to }) => [doing, (to - from) / HOUR])).toEqual([
      ["resting", 2],
      ["red", 2],
      ["work", 4],
      ["ack", 1],
    ]);
    expect(groups(measured(items, 10), "first_pass_yield")[0]).toMatchObject({ n: 1, value: 0 });
  });

  it("does not count an adopted visit, nor one that the ledger lacks the beginning or the end of", () => {
    const adopted = told(
      [
        [0, 1, "adopted", "discover"],
        [4, 1, "observed", "decide"],
        [6, 1, "observed", "build"],
      ],
      8,
    );
    expect(groups(measured(adopted, 8), "time_in_stage").map(({ key, n }) => [key, n])).toEqual([["decide", 1]]);
    // The first entries are lost, then those of the way from Decide to Build.
    const lines: Lines = [
      [0, 1, "governed", "discover"],
      [2, 1, "observed", "decide"],
      [5, 1, "observed", "build"],
      [9, 1, "observed", "ship"],
      [11, 1, "observed", "test"],
    ];
    const entries = entriesOf(lines);
    const lost = historiesOf(
      [entries[1], entries[3], entries[4]].filter((one) => one !== undefined),
      until(12),
    );
    expect(visits(lost)).toEqual([
      ["discover", "found", "observed", 2, 2],
      ["decide", "observed", "lost", 2, 9],
      ["build", "found", "observed", 9, 9],
      ["ship", "observed", "observed", 9, 11],
      ["test", "observed", null, 11, null],
    ]);
    expect(groups(measured(lost, 12), "time_in_stage").map(({ key }) => key)).toEqual(["ship"]);
  });

  it("does not age while it is closed, and a visit that ended by closing goes on when it is opened again", () => {
    const lines: Lines = [
      [0, 1, "governed", "discover"],
      [10, 1, "closed"],
      [30, 1, "reopened"],
    ];
    expect(groups(measured(told(lines, 20), 20), "time_in_stage")[0]?.items).toMatchObject([{ value: 10 / 24 }]);
    expect(groups(measured(told(lines, 20), 20), "wip_age")).toEqual([]);
    const opened = measured(told(lines, 34), 34);
    expect(groups(opened, "time_in_stage")).toEqual([]);
    expect(groups(opened, "wip_age")[0]?.items).toMatchObject([{ value: 14 / 24 }]);
  });

  it("ends with the period: what happens at its end is not in it", () => {
    const lines: Lines = [
      [0, 1, "governed", "discover"],
      [24, 1, "observed", "decide"],
      [48, 1, "observed", "build"],
    ];
    const counted = (since: number | null, hour: number) =>
      groups(measured(told(lines, hour), hour, since), "time_in_stage").map(({ key }) => key);
    expect([counted(null, 24), counted(null, 25), counted(24, 48), counted(25, 49)]).toEqual([[], ["discover"], ["discover"], ["decide"]]);
  });

  it("never runs backward where processes' clocks differ", () => {
    const entries = entriesOf([[5, 1, "governed", "discover"]]);
    const [item] = historiesOf([...entries, ...entriesOf([[4, 1, "observed", "decide"]])], until(6));
    expect(item?.visits.map(({ from, to }) => (to ?? until(6)) - from)).toEqual([0, HOUR]);
  });
});

describe("a report of two sets of items", () => {
  it("adds up to the report of all of them", () => {
    fc.assert(
      fc.property(anything, anything, (one, other) => {
        const [a, b] = [played(one, "I_1"), played(other, "I_2")];
        const now = Math.max(a.now, b.now);
        const question = (entries: Entry[]) => {
          const items = historiesOf(entries, now);
          return measure({ items, stages: ["discover", "decide", "build"], period: { since: null, until: now, timezone: "UTC" } });
        };
        const sum = (figures: Measured[], id: string, of: (group: { n: number; value?: number }) => number) =>
          groups(figures, id).reduce((all, group) => all + of(group), 0);
        const [left, right, both] = [question(a.entries), question(b.entries), question([...a.entries, ...b.entries])];
        for (const { id } of both.filter((figure) => figure.id !== "exceptions"))
          expect(
            sum(both, id, ({ n }) => n),
            id,
          ).toBe(sum(left, id, ({ n }) => n) + sum(right, id, ({ n }) => n));
        for (const id of ["boundary_time", "rework", "translation_debt"])
          expect(
            sum(both, id, ({ value = 0 }) => value),
            id,
          ).toBeCloseTo(sum(left, id, ({ value = 0 }) => value) + sum(right, id, ({ value = 0 }) => value), 9);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

describe("a waiver", () => {
  const lines: Lines = [
    [0, 1, "governed", "discover"],
    [2, 1, "asked", "decide"],
    [2, 1, "red", "evidence"],
    [3, 1, "waived", "evidence", 20, "later"],
    [3, 1, "green"],
  ];
  const debt = (more: Lines) => groups(measured(told([...lines, ...more], 60), 60), "translation_debt").map(({ n, value }) => [n, value]);

  it("leaves no debt where its gate was met before its day was over", () => {
    const done: Lines = [
      [30, 1, "ack"],
      [30, 1, "accepted", "decide"],
    ];
    expect(debt(done)).toEqual([]);
  });

  it("leaves one from the end of its day on where the gate is red again, until somebody takes it over", () => {
    const mended: Lines = [
      [20, 1, "red", "evidence"],
      [26, 1, "green"],
      [30, 1, "ack"],
      [30, 1, "accepted", "decide"],
    ];
    expect(debt(mended)).toEqual([[1, 10]]);
  });

  it("leaves none where the item is closed before", () => {
    expect(debt([[10, 1, "closed"]])).toEqual([]);
  });
});

describe("hours of one period and the next", () => {
  it("add up to those of both, at every boundary", () => {
    const lines: Lines = [
      [0, 1, "governed", "discover"],
      [5, 1, "asked", "decide"],
      [5, 1, "red", "evidence"],
      [30, 1, "green"],
      [40, 1, "rejected", "unclear"],
      [60, 1, "asked", "decide"],
      [60, 1, "green"],
      [70, 1, "ack"],
      [70, 1, "accepted", "decide"],
    ];
    for (const id of ["boundary_time", "translation_debt"]) {
      const hours = (since: number | null, hour: number) => groups(measured(told(lines, hour), hour, since), id)[0]?.value ?? 0;
      for (const middle of [10, 35, 50, 65])
        expect(hours(null, middle) + hours(middle, 80), `${id} at ${middle}`).toBeCloseTo(hours(null, 80), 9);
    }
  });
});
