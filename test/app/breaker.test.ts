import type { Contest } from "../../src/core/record/contested.js";
import { describe, expect, it } from "vitest";
import { breakerNotice, createBreaker, Frozen } from "../../src/app/work/breaker.js";
import type { Breaker, BreakerOptions, BreakerState } from "../../src/app/work/breaker.js";
import type { CheckRun, Write } from "../../src/core/facts/writes.js";
import { TemporaryFault } from "../../src/core/basics/faults.js";

const START = 1_800_000_000_000;
const comment: Write = { kind: "create_comment", key: "living", body: "hello" };
const take = (name: string): Write => ({ kind: "remove_label", name });
const contest = (until: number, label = "stage: build"): Contest => ({ label, others: "put on", until, held: true });

function checkRun(conclusion: CheckRun["conclusion"]): Write {
  const output = { title: "t", summary: "s", text: "" };
  const run: CheckRun = { name: "baton", headSha: "a", externalId: "x", conclusion, detailsUrl: null, output, actions: [] };
  return { kind: "update_check_run", id: 1, run };
}

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
function write(breaker: Breaker, count: number, wish: { repository?: string; write?: Write } = {}): Frozen | null {
  for (let n = 0; n < count; n++) {
    try {
      breaker.admit(wish.repository ?? "R_1", wish.write ?? comment);
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
    expect(told.map((state) => state.frozen)).toEqual([{ repositories: 1, labels: 0 }]);
    expect(logged).toMatchObject([{ place: "R_1", scope: "repository" }]);
    time.at += 60_000;
    expect(breaker.state()).toEqual({ frozen: { repositories: 0, labels: 0 }, trips: { repositories: 1, labels: 0 } });
    expect(told.map((state) => state.frozen.repositories)).toEqual([1, 0]);
  });

  it("are not counted when unpaced: there are as many as there are", () => {
    expect(write(make({ perMinute: 0 }).breaker, 5_000)).toBeNull();
  });
});

describe("what must not wait while a repository rests", () => {
  it.each([
    ["a check that turns red", checkRun("failure")],
    ["a check that waits for a person", checkRun("action_required")],
    ["a label that comes off", take("stage: build")],
  ])("goes out all the same, within a bound of its own: %s", (_what, urgent) => {
    const { breaker, time } = make();
    write(breaker, 21);
    expect(write(breaker, 20, { write: urgent })).toBeNull();
    expect(write(breaker, 1, { write: urgent })?.until).toBe(START + 60_000);
    time.at += 60_000;
    expect(write(breaker, 20, { write: urgent })).toBeNull();
  });

  it("is no check that turns green", () => {
    const { breaker } = make();
    write(breaker, 21);
    expect(write(breaker, 1, { write: checkRun("success") })).toBeInstanceOf(Frozen);
  });
});

describe("a label that is contested", () => {
  it("is counted once for each pause, and told until it is over", () => {
    const { breaker, time, told, logged } = make();
    breaker.note("R_1", 7, [contest(START + 30_000)]);
    breaker.note("R_1", 7, [contest(START + 30_000)]);
    expect(breaker.state()).toEqual({ frozen: { repositories: 0, labels: 1 }, trips: { repositories: 0, labels: 1 } });
    expect(logged).toMatchObject([{ place: "R_1#7", scope: "label", label: "stage: build" }]);
    breaker.note("R_1", 7, [contest(START + 90_000)]);
    expect(breaker.state().trips.labels).toBe(2);
    breaker.note("R_1", 7, []);
    expect(breaker.state().frozen.labels).toBe(0);
    breaker.note("R_1", 8, [contest(START + 90_000)]);
    time.at = START + 90_000;
    expect(breaker.state().frozen.labels).toBe(0);
    expect(told.map((state) => state.frozen.labels)).toEqual([1, 0, 1, 0]);
  });

  it("keeps no write of anything else back", () => {
    const { breaker } = make();
    breaker.note("R_1", 7, [contest(START + 30_000)]);
    expect(write(breaker, 20)).toBeNull();
  });
});

describe("what anyone may read of it", () => {
  it("is a line without names, or none", () => {
    const { breaker } = make();
    expect(breakerNotice(breaker.state())).toBeNull();
    breaker.note("R_1", 7, [contest(START + 30_000, "stage: secret")]);
    write(breaker, 21);
    expect(breakerNotice(breaker.state())).toBe(
      "Writes to 1 repository stand still for a minute (too many), but for red checks. 1 label waits because somebody or something undoes it again and again; its checks are red. Everything is still evaluated",
    );
  });
});
