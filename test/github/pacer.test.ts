import { describe, expect, it } from "vitest";
import { TemporaryFault } from "../../src/core/basics/faults.js";
import { paceOf, timeToWrite } from "../../src/core/time/pace.js";
import { createPacer, createPacers, LONGEST_WAIT } from "../../src/github/pacer.js";
import type { Pacer } from "../../src/github/pacer.js";
import { fakeTime } from "./support.js";

/** Writes as fast as the pacer lets us; one that is turned away comes back when it was told to. Returns when each was sent. */
async function write(pacer: Pacer, time: { at: number }, count: number): Promise<number[]> {
  const sent: number[] = [];
  while (sent.length < count) {
    try {
      await pacer.turn();
      sent.push(time.at);
    } catch (error) {
      if (!(error instanceof TemporaryFault) || error.retryAt === null) throw error;
      expect(error.retryAt).toBeGreaterThan(time.at + LONGEST_WAIT);
      time.at = error.retryAt;
    }
  }
  return sent;
}

const most = (sent: number[], window: number) =>
  Math.max(...sent.map((from) => sent.filter((at) => at >= from && at < from + window).length));

const turnedAway = async (pacer: Pacer): Promise<number> =>
  await pacer.turn().then(
    () => 0,
    (error: TemporaryFault) => error.retryAt ?? -1,
  );

describe("the windows of an installation", () => {
  it.each([
    [1, 1],
    [1, 60],
    [1, 61],
    [1, 400],
    [1, 401],
    [1, 1_300],
    [2, 1_700],
    [0.5, 900],
  ])("let through, at %d a second, %d writes in the time that is foretold", async (perSecond, writes) => {
    const { time, timing } = fakeTime();
    const sent = await write(createPacer(perSecond, timing), time, writes);
    const taken = (sent.at(-1) ?? 0) - (sent[0] ?? 0);
    // Whoever was turned away comes back when the place is free for sure, so a burst after an hour is spread.
    expect(taken).toBeGreaterThanOrEqual(timeToWrite(writes, paceOf(perSecond)));
    expect(taken).toBeLessThan(timeToWrite(writes, paceOf(perSecond)) + 3_600_000 / 4);
  });

  it("never lets more than 1 a second, 60 a minute and 400 an hour through, in any window", async () => {
    const { time, timing } = fakeTime();
    const sent = await write(createPacer(1, timing), time, 1_300);
    expect({ second: most(sent, 1_000), minute: most(sent, 60_000), hour: most(sent, 3_600_000) }).toEqual({
      second: 1,
      minute: 60,
      hour: 400,
    });
  });

  it("grow with the pace: ten writes a second are for a server with other limits", async () => {
    const { time, timing } = fakeTime();
    const sent = await write(createPacer(10, timing), time, 5_000);
    expect({ second: most(sent, 1_000), hour: most(sent, 3_600_000) }).toEqual({ second: 10, hour: 4_000 });
  });

  it("let a slow pace through at all", async () => {
    const { time, timing } = fakeTime();
    expect(await write(createPacer(0.001, timing), time, 2)).toHaveLength(2);
  });

  it("are none at all when unpaced", async () => {
    const { time, timing } = fakeTime();
    const pacer = createPacer(0, timing);
    const start = time.at;
    await write(pacer, time, 2_000);
    expect({ slept: time.slept, moved: time.at - start, left: pacer.left() }).toEqual({ slept: [], moved: 0, left: null });
  });

  it("tell what is left, and get it back as time passes", async () => {
    const { time, timing } = fakeTime();
    const pacer = createPacer(1, timing);
    await write(pacer, time, 50);
    expect(pacer.left()).toEqual({ minute: 10, hour: 350 });
    time.at += 61_000;
    expect(pacer.left()).toEqual({ minute: 60, hour: 350 });
    time.at += 3_600_000;
    expect(pacer.left()).toEqual({ minute: 60, hour: 400 });
  });
});

describe("a wait that is too long", () => {
  it("is no sleep but a fault that says when, so that a worker is free for others", async () => {
    const { time, timing } = fakeTime();
    const pacer = createPacer(1, timing);
    await write(pacer, time, 400);
    const before = time.slept.length;
    const retryAt = await turnedAway(pacer);
    expect(retryAt - time.at).toBeGreaterThan(50 * 60_000);
    expect(time.slept.length).toBe(before);
  });

  it("sends those turned away back one after the other", async () => {
    const { time, timing } = fakeTime();
    const pacer = createPacer(1, timing);
    await write(pacer, time, 400);
    const times = [await turnedAway(pacer), await turnedAway(pacer), await turnedAway(pacer)];
    expect(times[1] ?? 0).toBeGreaterThan(times[0] ?? 0);
    expect(times[2] ?? 0).toBeGreaterThan(times[1] ?? 0);
  });

  it("takes no slot: what comes back in time is let through at once", async () => {
    const { time, timing } = fakeTime();
    const pacer = createPacer(1, timing);
    await write(pacer, time, 400);
    for (let n = 0; n < 50; n++) await turnedAway(pacer);
    time.at += 3_600_000;
    const before = time.slept.length;
    await pacer.turn();
    expect(time.slept.length).toBe(before);
  });

  it("is none because the clock was put back", async () => {
    const { time, timing } = fakeTime();
    const pacer = createPacer(1, timing);
    await write(pacer, time, 3);
    time.at -= 2 * 3_600_000;
    await pacer.turn();
    expect(Math.max(0, ...time.slept)).toBeLessThanOrEqual(LONGEST_WAIT);
  });
});

describe("the pacers of all installations", () => {
  it("let one installation's burst delay no other", async () => {
    const { time, timing } = fakeTime();
    const pacers = createPacers(1, timing);
    await write(pacers(1), time, 400);
    const before = time.at;
    await pacers(2).turn();
    expect(time.at).toBe(before);
    expect([...pacers.left()]).toEqual([
      [1, { minute: expect.any(Number) as number, hour: 0 }],
      [2, { minute: 59, hour: 399 }],
    ]);
  });
});
