import type { Contest, Insisted } from "../../../src/core/record/contested.js";
import { describe, expect, it } from "vitest";
import { contestsOf, insistedAfter } from "../../../src/core/handoff/contest.js";
import { emptyRecord } from "../../../src/core/record/record.js";
import type { Write } from "../../../src/core/facts/writes.js";
import { policyOf } from "./world.js";

const START = 1_800_000_000_000;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const WRONG = "stage: decide";
const RIGHT = "stage: discover";
const policy = policyOf();
const off = (name: string): Write => ({ kind: "remove_label", name });
const on = (name: string): Write => ({ kind: "add_label", label: { name, color: "ffffff", description: "" } });

/** What is remembered after writes at these times. */
function after(write: Write, times: readonly number[]): Insisted[] {
  return times.reduce<Insisted[]>((known, at) => insistedAfter(known, [write], START + at), []);
}

function contests(insisted: Insisted[], labels: readonly string[], at: number): Contest[] {
  return contestsOf({ ...emptyRecord(), stage: "discover", insisted }, labels, policy, START + at);
}

/** Somebody insists at once, whenever Baton writes: returns how long each pause is. */
function pauses(count: number): number[] {
  let insisted = after(off(WRONG), [0, 0, 0]);
  let at = 0;
  return Array.from({ length: count }, () => {
    const [only] = contests(insisted, [RIGHT, WRONG], at);
    const pause = (only?.until ?? Number.NaN) - START - at;
    at += pause;
    insisted = insistedAfter(insisted, [off(WRONG)], START + at);
    return pause / SECOND;
  });
}

describe("a label that is put on again and again", () => {
  it("is written three times within ten minutes, and then waits", () => {
    expect(contests(after(off(WRONG), [0, 1]), [RIGHT, WRONG], 2)).toEqual([]);
    expect(contests(after(off(WRONG), [0, 1, 2]), [RIGHT, WRONG], 3)).toEqual([
      { label: WRONG, others: "put on", until: START + 2 + 30 * SECOND, held: true },
    ]);
  });

  it("waits longer each time, to ten minutes at most", () => {
    expect(pauses(7)).toEqual([30, 60, 120, 240, 480, 600, 600]);
  });

  it("is written when the pause is over, and settled once it stayed so for half a minute", () => {
    const waited = after(off(WRONG), [0, 0, 0]);
    expect(contests(waited, [RIGHT, WRONG], 30 * SECOND)).toMatchObject([{ held: false, until: START + 60 * SECOND }]);
    const written = insistedAfter(waited, [off(WRONG)], START + 30 * SECOND);
    expect(contests(written, [RIGHT], 59 * SECOND)).toMatchObject([{ held: false, until: START + 60 * SECOND }]);
    expect(contests(written, [RIGHT], 60 * SECOND)).toEqual([]);
    expect(contests(written, [RIGHT, WRONG], 61 * SECOND), "again: it did not give up").toMatchObject([
      { held: true, until: START + 90 * SECOND },
    ]);
  });

  it("begins anew after twenty quiet minutes", () => {
    const long = after(off(WRONG), [0, 0, 0, 0, 0]);
    expect(contests(long, [RIGHT, WRONG], 20 * MINUTE)).toHaveLength(1);
    expect(contests(long, [RIGHT, WRONG], 20 * MINUTE + 1)).toEqual([]);
    expect(insistedAfter(long, [off(WRONG)], START + 21 * MINUTE)).toMatchObject([{ pauses: 0 }]);
  });

  it("is none when the times are far apart", () => {
    const slow = after(
      off(WRONG),
      Array.from({ length: 20 }, (_, n) => n * 300_001),
    );
    expect(contests(slow, [RIGHT, WRONG], 20 * 300_001)).toEqual([]);
  });

  it("is the same label however it is spelt", () => {
    const mixed = insistedAfter(after(off(WRONG), [0, 0]), [off("Stage: Decide")], START);
    expect(contests(mixed, [RIGHT, "STAGE: DECIDE"], 1)).toHaveLength(1);
  });

  it("does not wait for ever when the clock was put back", () => {
    expect(contests(after(off(WRONG), [0, 0, 0]), [RIGHT, WRONG], -60 * MINUTE)).toEqual([]);
  });
});

describe("a label that is taken off again and again", () => {
  it("waits as well", () => {
    expect(contests(after(on(RIGHT), [0, 0, 0]), [], 1)).toEqual([
      { label: RIGHT, others: "take off", until: START + 30 * SECOND, held: true },
    ]);
  });
});

describe("labels that Baton itself puts on and takes off", () => {
  it("are contested by nobody", () => {
    let insisted: Insisted[] = [];
    for (let n = 0; n < 10; n += 1) insisted = insistedAfter(insisted, [n % 2 === 0 ? on(WRONG) : off(WRONG)], START + n);
    expect(contests(insisted, [RIGHT, WRONG], 11)).toEqual([]);
  });
});
