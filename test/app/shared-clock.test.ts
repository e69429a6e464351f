import { afterEach, describe, expect, it, vi } from "vitest";
import { sharedClock } from "../../src/app/time/shared-clock.js";

const HOUR = 3_600_000;
const REAL = Date.now;
const warnings: unknown[] = [];
const log = { warn: (fields: unknown) => void warnings.push(fields) } as never;

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  warnings.length = 0;
});

describe("the shared clock", () => {
  it("is the database's, however wrong this machine's is", async () => {
    vi.spyOn(Date, "now").mockImplementation(() => REAL() + HOUR);
    const clock = await sharedClock(async () => REAL(), log);
    expect(Math.abs(clock.now() - REAL())).toBeLessThan(1_000);
    expect(Number.isInteger(clock.now())).toBe(true);
    expect(warnings).toHaveLength(1);
    clock.stop();
  });

  it("does not jump when this machine's clock is set", async () => {
    const clock = await sharedClock(async () => REAL(), log);
    vi.spyOn(Date, "now").mockImplementation(() => REAL() - HOUR);
    expect(Math.abs(clock.now() - REAL())).toBeLessThan(1_000);
    expect(warnings).toHaveLength(0);
    clock.stop();
  });

  it("follows the database, and goes on by itself while that is away", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    let answer: () => Promise<number> = async () => 1_000_000;
    const clock = await sharedClock(() => answer(), log);
    answer = async () => Promise.reject(new Error("away"));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(clock.now()).toBeLessThan(1_100_000);
    answer = async () => 2_000_000;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(clock.now()).toBeGreaterThanOrEqual(2_000_000);
    clock.stop();
  });

  it("is this machine's when the database has none, and none at all when it cannot be asked", async () => {
    const clock = await sharedClock(async () => null, log);
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1_000);
    await expect(sharedClock(() => Promise.reject(new Error("away")), log)).rejects.toThrow("away");
  });
});
