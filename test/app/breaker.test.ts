import { describe, expect, it } from "vitest";
import { breakerNotice, createBreaker, Frozen } from "../../src/app/breaker.js";
import type { Breaker, BreakerOptions, BreakerState } from "../../src/app/breaker.js";
import type { Write } from "../../src/core/writes.js";
import { TemporaryFault } from "../../src/core/faults.js";

const START = 1_800_000_000_000;
const comment: Write = { kind: "create_comment", key: "living", body: "hello" };
const put = (name: string): Write => ({ kind: "add_label", label: { name, color: "ffffff", description: "" } });
const take = (name: string): Write => ({ kind: "remove_label", name });

function make(over: Partial<BreakerOptions> = {}) {
  const time = { at: START };
  const told: BreakerState[] = [];
  const logged: object[] = [];
  const breaker = createBreaker({
    now: () => time.at,
    perMinute: 20,
    onChange: (state) => told.push(state),
    log: { warn: (fields) => logged.push(fields) },
    ...over,
  });
  return { breaker, time, told, logged };
}

/** Writes so often; returns the fault of the first one that was refused. */
function write(breaker: Breaker, count: number, wish: { repository?: string; number?: number; write?: Write } = {}): Frozen | null {
  for (let n = 0; n < count; n++) {
    try {
      breaker.admit(wish.repository ?? "R_1", wish.number ?? n, wish.write ?? comment);
    } catch (error) {
      if (error instanceof Frozen) return error;
      throw error;
    }
  }
  return null;
}

describe("writes to one repository", () => {
  it("stand still for a minute after the 20th in a minute, and move again by themselves", () => {
    const { breaker, time } = make();
    expect(write(breaker, 20)).toBeNull();
    const fault = write(breaker, 1);
    expect(fault).toBeInstanceOf(TemporaryFault);
    expect(fault?.retryAt).toBe(START + 60_000);
    time.at = START + 59_999;
    expect(write(breaker, 1)?.until).toBe(START + 60_000);
    time.at = START + 60_000;
    expect(write(breaker, 20)).toBeNull();
  });

  it("are not stopped by 20 a minute, for hours", () => {
    const { breaker, time } = make();
    for (let n = 0; n < 1_000; n++) {
      expect(write(breaker, 1)).toBeNull();
      time.at += 3_000;
    }
  });

  it("leave other repositories alone", () => {
    const { breaker } = make();
    write(breaker, 21);
    expect(write(breaker, 20, { repository: "R_2" })).toBeNull();
  });

  it("are told of once, when it begins and when it ends", () => {
    const { breaker, time, told, logged } = make();
    write(breaker, 21);
    write(breaker, 5);
    expect(told.map((state) => state.frozen)).toEqual([{ repositories: 1, items: 0 }]);
    expect(logged).toMatchObject([{ place: "R_1", scope: "repositories" }]);
    time.at += 60_000;
    expect(breaker.state()).toEqual({ frozen: { repositories: 0, items: 0 }, trips: { repositories: 1, items: 0 } });
    expect(told.map((state) => state.frozen.repositories)).toEqual([1, 0]);
  });

  it("are not counted when unpaced: there are as many as there are", () => {
    expect(write(make({ perMinute: 0 }).breaker, 5_000)).toBeNull();
  });
});

describe("a label that somebody undoes again and again", () => {
  it("is given up for ten minutes at the fourth time, and only on that item", () => {
    const { breaker, time } = make();
    expect(write(breaker, 3, { number: 7, write: take("stage: build") })).toBeNull();
    expect(write(breaker, 1, { number: 7, write: take("Stage: Build") })?.until).toBe(START + 600_000);
    expect(write(breaker, 1, { number: 7 })?.message).toMatch(/undoes the same label/);
    expect(write(breaker, 1, { number: 8, write: take("stage: build") })).toBeNull();
    time.at += 600_000;
    expect(write(breaker, 3, { number: 7, write: take("stage: build") })).toBeNull();
  });

  it("is noticed without any pace, where a fight would be the fastest", () => {
    expect(write(make({ perMinute: 0 }).breaker, 4, { number: 7, write: put("stage: build") })).toBeInstanceOf(Frozen);
  });

  it("is not seen in an item that honestly goes through all its stages", () => {
    const { breaker } = make({ perMinute: 0 });
    for (const stage of ["decide", "build", "test", "ship", "evaluate"]) {
      for (const one of [take(`stage: ${stage}`), put(`stage: ${stage}`)]) expect(write(breaker, 1, { number: 7, write: one })).toBeNull();
    }
  });

  it("is not seen when the times are far apart", () => {
    const { breaker, time } = make();
    for (let n = 0; n < 20; n++) {
      expect(write(breaker, 1, { number: 7, write: take("stage: build") })).toBeNull();
      time.at += 200_001;
    }
  });
});

describe("what anyone may read of it", () => {
  it("is a line without names, or none", () => {
    const { breaker } = make();
    expect(breakerNotice(breaker.state())).toBeNull();
    write(breaker, 4, { number: 7, write: put("stage: secret") });
    write(breaker, 21, { number: 50 });
    const line = breakerNotice(breaker.state()) ?? "";
    expect(line).toBe(
      "Writes stand still to 1 repository for a minute (too many writes) and to 1 item for ten minutes (somebody undoes the same label); everything is still evaluated",
    );
  });
});
