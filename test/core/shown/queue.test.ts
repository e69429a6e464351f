import { describe, expect, it } from "vitest";
import { byUrgency, concerns } from "../../../src/core/shown/queue.js";
import type { Wait } from "../../../src/core/shown/types.js";
import { stageAges, visitsOf } from "../../../src/core/shown/ages.js";
import type { Receipt } from "../../../src/core/record/receipt.js";

const wait = (some: Partial<Wait> = {}): Wait => ({
  what: "ack",
  role: null,
  people: [],
  except: [],
  gates: [],
  since: 0,
  due: null,
  ...some,
});
const ana = { id: 3, login: "ana" };

describe("what waits", () => {
  it.each([
    ["for a role that one is in", wait({ role: "architect" }), true],
    ["for another role", wait({ role: "pm" }), false],
    ["for nobody", wait(), false],
    ["for oneself, under a former name", wait({ people: [{ id: 3, login: "anna" }] }), true],
    ["for somebody who took over one's name", wait({ people: [{ id: 4, login: "ana" }] }), false],
    ["for a role, but not for its author", wait({ role: "architect", except: [ana] }), false],
  ])("%s", (_what, one, is) => expect(concerns(one, ana, new Set(["architect"]))).toBe(is));

  it("is sorted by what is due first, then by what waits longest", () => {
    const sorted = [wait({ since: 1 }), wait({ since: 5, due: 20 }), wait({ since: 0 }), wait({ since: 6, due: 10 })].toSorted(byUrgency);
    expect(sorted.map(({ since }) => since)).toEqual([6, 5, 0, 1]);
  });
});

const receipt = (from: string | null, to: string, at: number): Receipt => ({
  kind: "accepted",
  from,
  to,
  at,
  requestedBy: null,
  acknowledgedBy: [],
  by: [],
  reason: null,
  digest: null,
  contract: null,
  policyCommit: "",
  gates: [],
});

describe("how long stays lasted", () => {
  it("follows from the receipts, the first stay from the item's beginning", () => {
    expect(visitsOf([receipt("decide", "build", 90), receipt("discover", "decide", 40)], 10)).toEqual([
      { stage: "decide", ms: 50 },
      { stage: "discover", ms: 30 },
    ]);
  });

  it("is not known where a receipt is missing in between, nor before the oldest of many", () => {
    expect(visitsOf([receipt("build", "test", 90), receipt("discover", "decide", 40)], 10)).toEqual([{ stage: "discover", ms: 30 }]);
    const many = Array.from({ length: 20 }, (_, i) => receipt("a", "a", 100 - i));
    expect(visitsOf(many, 0)).toHaveLength(19);
    expect(visitsOf([receipt(null, "decide", 40)], 10)).toEqual([]);
  });

  it("has percentiles from ten stays on, read off as reports do it: at 4.5 and 7.65 of nine steps", () => {
    const stays = Array.from({ length: 10 }, (_, i) => ({ stage: "build", ms: (10 - i) * 100 }));
    expect(stageAges([...stays.slice(1), { stage: "test", ms: 1 }]).size).toBe(0);
    expect(stageAges(stays).get("build")).toEqual({ visits: 10, p50: 550, p85: 865 });
  });
});
