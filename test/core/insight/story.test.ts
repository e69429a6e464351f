import { describe, expect, it } from "vitest";
import type { FigureId, ReportGroup } from "../../../src/core/insight/report.js";
import {
  artefactEntriesOf,
  EXAMPLE_ARTEFACTS,
  EXAMPLE_HOURS,
  EXAMPLE_STAGES,
  EXAMPLE_START,
  EXAMPLE_STORY,
  entriesOf,
} from "../../../src/render/insight/example-story.js";
import { reportOf } from "../../../src/render/insight/report.js";

const HOUR = 3_600_000;
const report = reportOf({
  repository: "acme/insights",
  entries: [...entriesOf(EXAMPLE_STORY), ...artefactEntriesOf(EXAMPLE_ARTEFACTS)],
  stages: EXAMPLE_STAGES,
  period: { since: null, until: EXAMPLE_START + EXAMPLE_HOURS * HOUR, timezone: "UTC" },
});

function groupsOf(id: FigureId): ReportGroup[] {
  return report.figures.find((figure) => figure.id === id)?.groups ?? [];
}

function group(id: FigureId, key: string): ReportGroup {
  const found = groupsOf(id).find((one) => one.key === key);
  if (!found)
    throw new Error(
      `${id} has no ${key}, but ${groupsOf(id)
        .map((one) => one.key)
        .join(", ")}`,
    );
  return found;
}

const hoursOf = ({ items }: ReportGroup) =>
  items
    .map(({ number, value = 0 }) => [number, Math.round(value * 24)])
    .toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0));
const seriesOf = ({ series }: ReportGroup) => Object.fromEntries((series ?? []).map(({ key, value }) => [key, value]));

// All computed by hand from the lines of the story.
describe("ten items on paper", () => {
  it("stay so long in each stage", () => {
    const discover = group("time_in_stage", "discover");
    expect(hoursOf(discover)).toEqual([
      [1, 30],
      [2, 40],
      [3, 36],
      [4, 24],
      [5, 20],
      [6, 26],
      [7, 12],
      [7, 76],
      [9, 42],
      [10, 24],
    ]);
    // Sorted: 12 20 24 24 26 30 36 40 42 76. R-7 reads the 85th at 0.85 * 9 = 7.65: 40 + 0.65 * 2.
    expect([discover.p50, discover.p85, discover.p95].map((days) => (days ?? 0) * 24)).toEqual([
      expect.closeTo(28),
      expect.closeTo(41.3),
      expect.closeTo(60.7),
    ]);
    const decide = group("time_in_stage", "decide");
    expect(hoursOf(decide)).toEqual([
      [1, 30],
      [3, 58],
      [4, 56],
      [6, 30],
      [7, 24],
    ]);
    expect(decide).not.toHaveProperty("p50");
    expect(hoursOf(group("time_in_stage", "build"))).toEqual([[1, 60]]);
    expect(groupsOf("time_in_stage")).toHaveLength(3);
  });

  it("take so long from the first stage to the last; the adopted one is not known to have begun", () => {
    expect(groupsOf("lead_time")).toHaveLength(1);
    expect(hoursOf(group("lead_time", "discover → build"))).toEqual([
      [1, 60],
      [3, 94],
      [4, 80],
      [6, 56],
    ]);
  });

  it("are so old where they are open", () => {
    expect(hoursOf(group("wip_age", "decide"))).toEqual([
      [2, 200],
      [5, 200],
      [7, 104],
      [9, 120],
      [10, 180],
    ]);
    expect(hoursOf(group("wip_age", "build"))).toEqual([
      [3, 136],
      [4, 150],
      [6, 160],
      [8, 192],
    ]);
    expect(groupsOf("wip_age")).toHaveLength(2);
  });

  it("flow day by day", () => {
    const arrivals = group("flow", "arrivals").series ?? [];
    expect(arrivals.slice(0, 3)).toEqual([
      { key: "2026-11-02", value: 6 },
      { key: "2026-11-03", value: 4 },
      { key: "2026-11-04", value: 0 },
    ]);
    expect(arrivals).toHaveLength(10);
    const at = (day: number) =>
      Object.fromEntries(["discover", "decide", "build", "closed"].map((key) => [key, group("flow", key).series?.[day]?.value]));
    expect(at(0)).toEqual({ discover: 5, decide: 1, build: 0, closed: 0 });
    // Until hour 72: 1 and 8 are in Build, 9 is closed, 7 is still in Discover.
    expect(at(2)).toEqual({ discover: 1, decide: 6, build: 2, closed: 1 });
    expect(at(9)).toEqual({ discover: 0, decide: 5, build: 4, closed: 1 });
    expect(seriesOf(group("flow", "departures"))).toMatchObject({ "2026-11-04": 1, "2026-11-07": 1 });
  });

  it("spend a boundary's time so", () => {
    const first = group("boundary_time", "discover → decide");
    expect(seriesOf(first)).toEqual({ red: 46, confirmation: 24, ack: 54, held: 48, work: 0 });
    expect([first.n, first.value]).toEqual([8, 172]);
    const second = group("boundary_time", "decide → build");
    expect(seriesOf(second)).toEqual({ red: 0, confirmation: 0, ack: 38, held: 0, work: 24 });
    expect([second.n, second.value]).toEqual([5, 62]);
    const gates = groupsOf("boundary_time").filter(({ key }) => key.includes(": "));
    expect(gates.map(({ key, n, value }) => [key, n, value])).toEqual([
      ["discover → decide: evidence", 3, 46],
      ["discover → decide: priority", 1, 24],
      ["discover → decide: rationale", 1, 18],
    ]);
  });

  it("go through at once so often", () => {
    expect(groupsOf("first_pass_yield").map(({ key, n, value = 0 }) => [key, Math.round(value * n), n])).toEqual([
      ["discover → decide", 5, 9],
      ["discover → decide: evidence", 6, 9],
      ["discover → decide: rationale", 8, 9],
      ["discover → decide: priority", 9, 9],
      ["decide → build", 4, 5],
      ["decide → build: evidence", 5, 5],
      ["decide → build: rationale", 5, 5],
      ["decide → build: priority", 5, 5],
    ]);
  });

  it("come back so often, for these reasons", () => {
    expect(seriesOf(group("rework", "discover → decide"))).toEqual({ rejected: 0, void: 1, backward: 1, drift: 1 });
    expect(seriesOf(group("rework", "decide → build"))).toEqual({ rejected: 1, void: 0, backward: 0, drift: 0 });
    expect(group("rework", "decide → build").items).toMatchObject([{ number: 3, note: "rejected: no alternative was weighed" }]);
  });

  it("come through clean the less, the more boundaries they cross", () => {
    expect(groupsOf("boundaries_yield").map(({ key, n, value }) => [key, n, value])).toEqual([
      ["1", 4, 0.5],
      ["2", 5, 0.2],
    ]);
  });

  it("owe so much", () => {
    const first = group("translation_debt", "discover → decide");
    expect([first.n, first.value]).toEqual([4, expect.closeTo(8 + 32 + 168 + 30)]);
    expect(first.items.map(({ number, note, value }) => [number, note, value])).toEqual([
      [4, "void", 8],
      [4, "drift", 32],
      [5, "waiver", 168],
      [6, "override", 30],
    ]);
    const second = group("translation_debt", "decide → build");
    expect([second.n, second.value]).toEqual([1, 28]);
    // The week that begins with the story's first debt, on Tuesday the 3rd, and the next one.
    expect(first.series?.map(({ key }) => key)).toEqual(["2026-11-03", "2026-11-10"]);
  });

  it("were worked on by these agents", () => {
    expect(groupsOf("agents").map(({ key, n, items }) => [key, n, items.map(({ number, note }) => [number, note])])).toEqual([
      [
        "scanner",
        4,
        [
          [5, undefined],
          [9, "beyond: limit"],
          [9, undefined],
          [10, undefined],
        ],
      ],
      [
        "synthesizer",
        2,
        [
          [4, undefined],
          [7, "refused: stage"],
        ],
      ],
    ]);
    expect(groupsOf("agents").map((one) => seriesOf(one))).toEqual([
      { within: 2, beyond: 1, confirmed: 1, refused: 0 },
      { within: 0, beyond: 0, confirmed: 1, refused: 1 },
    ]);
  });

  it("rest on artefacts that were so fresh, and waited so long for them", () => {
    // usage-report: fresh 0-12, 48-168 and 216-240, else stale. constraints: missing 48-96, unfit 96-144, fresh until no role gives it at 228.
    expect(groupsOf("freshness").map(({ key, n, value }) => [key, n, value])).toEqual([
      ["usage-report", 10, 156 / 240],
      ["usage-report: stale", 4, 84 / 240],
      ["constraints", 8, 84 / 180],
      ["constraints: unfit", 2, 48 / 180],
      ["constraints: missing", 2, 48 / 180],
    ]);
    // On the 2nd it was fresh for 12 of 24 hours, and on the 4th, which it began fresh, for all of them; the other was first seen then.
    expect(seriesOf(group("freshness", "usage-report"))).toMatchObject({ "2026-11-02": 0.5, "2026-11-03": 0, "2026-11-04": 1 });
    expect(Object.keys(seriesOf(group("freshness", "constraints")))[0]).toBe("2026-11-04");
    expect(group("freshness", "usage-report").items.map(({ number, note }) => [number, note])).toEqual([
      [2, "waited 24 h"],
      [5, "waited 2 h"],
      [6, "waited 20 h"],
    ]);
  });

  it("needed these exceptions", () => {
    expect(groupsOf("exceptions").map(({ key, n, items }) => [key, n, items.map(({ note }) => note)])).toEqual([
      ["override", 1, ["the board has decided"]],
      ["waiver", 1, ["the figures come with the next export"]],
      ["hold", 1, ["legal has to look first"]],
      ["gate: evidence", 2, ["the figures come with the next export", "the board has decided"]],
    ]);
  });
});
