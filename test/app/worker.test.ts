import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../src/app/time/clock.js";
import { createLog } from "../../src/telemetry/log.js";
import { createWorker } from "../../src/app/queue/worker.js";
import type { Run, Worker, WorkerParts } from "../../src/app/queue/worker.js";
import { retryTime } from "../../src/app/queue/backoff.js";
import { TemporaryFault, TerminalFault } from "../../src/core/basics/faults.js";
import { MAX_CRASHES, openStore } from "../../src/store/store.js";
import type { Store } from "../../src/store/store.js";
import { evaluation, item } from "../store/samples.js";

let store: Store;
let worker: Worker | undefined;
beforeEach(async () => {
  store = await openStore({ folder: ":memory:" });
});
afterEach(async () => {
  await worker?.stop(100);
});

const log = createLog({ level: "silent" });
const done = { dueAt: null };

function work(run: Run, options: Partial<WorkerParts> = {}): Worker {
  worker = createWorker({ store, run, clock: systemClock, log, backoff: { baseMs: 2 }, pollMs: 20, ...options });
  worker.start();
  return worker;
}

async function add(...numbers: number[]): Promise<void> {
  await store.enqueue(
    numbers.map((number) => item(number)),
    Date.now(),
  );
}

function gate(): { open: () => void; wait: Promise<void> } {
  let open = () => {};
  const wait = new Promise<void>((resolve) => (open = resolve));
  return { open, wait };
}

describe("the worker", () => {
  it("does what is there and what comes, and is idle then", async () => {
    const seen: string[] = [];
    await add(1);
    const working = work(async (_, lease) => (seen.push(lease.id), done), { pollMs: 60_000 });
    await working.idle();
    await add(2);
    await working.idle();
    expect(seen).toEqual(["item:R_1:1", "item:R_1:2"]);
  });

  it("never works on one item twice at once, and runs again for what came in between", async () => {
    const first = gate();
    const started = gate();
    let running = 0;
    let most = 0;
    let runs = 0;
    const working = work(async () => {
      most = Math.max(most, ++running);
      started.open();
      if (++runs === 1) await first.wait;
      running--;
      return done;
    });
    await add(1);
    await started.wait;
    for (let n = 0; n < 50; n++) await add(1);
    first.open();
    await working.idle();
    expect({ most, runs }).toEqual({ most: 1, runs: 2 });
  });

  it("works on several items at once, but no more than it may", async () => {
    let running = 0;
    let most = 0;
    const working = work(
      async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running--;
        return done;
      },
      { concurrency: 3 },
    );
    await add(...Array.from({ length: 12 }, (_, n) => n));
    await working.idle();
    expect(most).toBe(3);
  });

  it("does another repository's work while one repository's runs hold every place of theirs", async () => {
    const hold = gate();
    const other = gate();
    const working = work(
      async (key) => {
        if (key.repositoryId === "R_1") await hold.wait;
        else other.open();
        return done;
      },
      { concurrency: 2, pollMs: 60_000 },
    );
    await add(1, 2, 3, 4);
    await expect.poll(async () => (await store.queueFigures(Date.now())).running).toBe(2);
    await store.enqueue([{ ...item(1), repositoryId: "R_2", name: "quiet" }], Date.now());
    await other.wait;
    hold.open();
    await working.idle();
  });

  it.each<[string, unknown, string[]]>([
    ["a fault of its own", new RangeError("too deep"), ["RangeError", "RangeError"]],
    ["what GitHub cannot give", new TerminalFault("too many events"), ["TerminalFault"]],
    ["a fault of GitHub's that may pass", new TemporaryFault("502"), []],
  ])("has seen to what must stand after %s", async (_what, error, seen) => {
    const held: string[] = [];
    let runs = 0;
    const working = work(
      async () => {
        if ((runs += 1) <= 2) throw error;
        return done;
      },
      {
        hold: async (_key, _lease, fault) => {
          held.push(fault instanceof Error ? fault.name : "");
          return null;
        },
      },
    );
    await add(1);
    await working.idle();
    expect(held).toEqual(seen);
  });

  it("has seen to what must stand once GitHub's faults did not pass, and goes on when even that fails", async () => {
    let held = 0;
    const failing = async () => {
      held += 1;
      throw new TemporaryFault("502");
    };
    const working = work(() => Promise.reject(new TemporaryFault("502")), { hold: failing });
    await add(1);
    await working.idle();
    expect([held, await store.countParked()]).toEqual([1, 1]);
  });

  it("does not park what was seen to only in part, but comes back to it", async () => {
    const held: number[] = [];
    const hold = async () => (held.push(held.length), held.length < 3 ? Date.now() : null);
    const working = work(() => Promise.reject(new TerminalFault("too many")), { hold });
    await add(1);
    await working.idle();
    expect([held, await store.countParked()]).toEqual([[0, 1, 2], 1]);
  });

  it("sees to what must stand once for work that ends the process, and parks it without when that ends it, too", async () => {
    await add(1);
    let now = Date.now();
    const crash = async () => ((now += 1_000), await store.claim(now, 1));
    for (let n = 0; n <= MAX_CRASHES; n++) await crash();
    let held = 0;
    const clock = { now: () => now + 1_000 };
    const working = work(() => Promise.reject(new Error("never run")), { clock, hold: async () => ((held += 1), null) });
    await working.idle();
    expect([held, (await store.deadLetters())[0]?.error]).toEqual([1, expect.stringContaining("without a word")]);
    await store.replay("item:R_1:1", now);
  });

  it("comes back when the run asked for it", async () => {
    let runs = 0;
    work(async () => (++runs === 1 ? { dueAt: Date.now() + 30 } : done));
    await add(1);
    await expect.poll(() => runs).toBe(2);
  });

  it("repeats what failed for now", async () => {
    let runs = 0;
    const working = work(async () => {
      if (++runs < 4) throw new TemporaryFault("502");
      return done;
    });
    await add(1);
    await working.idle();
    expect(runs).toBe(4);
    expect(await store.deadLetters()).toEqual([]);
  });

  it("parks what will never work, with the reason, and works on", async () => {
    let runs = 0;
    const working = work(async (key) => {
      if (key.kind === "item" && key.number === 1) throw new TerminalFault("the App was suspended");
      runs++;
      return done;
    });
    await add(1, 2);
    await working.idle();
    expect(runs).toBe(1);
    expect(await store.deadLetters()).toMatchObject([{ key: item(1), error: "the App was suspended", attempts: 1 }]);
  });

  it("gives up after eight attempts, until a replay", async () => {
    let runs = 0;
    let broken = true;
    const working = work(async () => {
      runs++;
      if (broken) throw new Error("a bug");
      return done;
    });
    await add(1);
    await working.idle();
    expect(runs).toBe(8);
    expect(await store.deadLetters()).toMatchObject([{ attempts: 8, error: expect.stringContaining("a bug") }]);
    broken = false;
    await store.replay(item(1), Date.now());
    await working.idle();
    expect(runs).toBe(9);
    expect(await store.deadLetters()).toEqual([]);
  });

  it("does not touch an item that ended too many processes", async () => {
    const start = Date.now() - 100_000;
    await store.enqueue([item(1)], start);
    for (let n = 0; n <= MAX_CRASHES; n++) await store.claim(start + n * 10, 10);
    let runs = 0;
    const working = work(async () => (runs++, done));
    await working.idle();
    expect(runs).toBe(0);
    expect(await store.deadLetters()).toMatchObject([{ error: expect.stringContaining("may end the process") }]);
  });

  it("runs what may end the process alone: what ran before ends first, and nothing starts beside it", async () => {
    const start = Date.now() - 100_000;
    await store.enqueue([item(9)], start);
    await store.claim(start, 10);
    await add(1, 2, 3);
    let running = 0;
    const beside: number[] = [];
    const working = work(async (_, lease) => {
      running++;
      await new Promise((resolve) => setTimeout(resolve, 10));
      if (lease.crashes > 0) beside.push(running - 1);
      running--;
      return done;
    });
    await working.idle();
    expect(beside).toEqual([0]);
    expect(await store.pending(Date.now())).toBe(0);
  });

  it("lets the whole installation wait as long as GitHub asks, and counts no attempt for it", async () => {
    const until = Date.now() + 150;
    let first = true;
    const begun: number[] = [];
    const attempts: number[] = [];
    const working = work(
      async (_, lease) => {
        if (first) {
          first = false;
          throw new TemporaryFault("limit", { retryAt: until });
        }
        begun.push(Date.now());
        attempts.push(lease.attempts);
        return done;
      },
      { concurrency: 1 },
    );
    await add(1, 2, 3);
    await expect.poll(() => begun.length, { timeout: 5_000 }).toBe(3);
    await working.idle();
    expect(Math.min(...begun)).toBeGreaterThanOrEqual(until);
    expect(attempts).toEqual([1, 1, 1]);
  });

  it("keeps a long run's lease", async () => {
    let runs = 0;
    const working = work(
      async () => {
        runs++;
        await new Promise((resolve) => setTimeout(resolve, 400));
        return done;
      },
      { leaseMs: 150 },
    );
    await add(1);
    await working.idle();
    expect(runs).toBe(1);
  });

  it("tells a run that its lease is lost, and the run cannot write any more", async () => {
    const lost = gate();
    const outcome = gate();
    let refused: unknown;
    work(
      async (_, lease, signal) => {
        if (lease.token > 1) return done;
        await store.claim(Date.now() + 3_600_000, 60_000);
        signal.addEventListener("abort", lost.open);
        await lost.wait;
        refused = await store.commit(lease, evaluation("I_1")).catch((error: unknown) => error);
        outcome.open();
        return done;
      },
      { leaseMs: 60 },
    );
    await add(1);
    await outcome.wait;
    expect(refused).toMatchObject({ name: "Fenced" });
  });

  it("does not wait for ever for a run that hangs", async () => {
    let runs = 0;
    const working = work(() => (++runs === 1 ? new Promise(() => {}) : Promise.resolve(done)), { limitMs: 30 });
    await add(1);
    await working.idle();
    expect(runs).toBe(2);
  });

  it("stops: takes nothing new, ends what runs", async () => {
    const started = gate();
    const finish = gate();
    let ended = 0;
    const working = work(
      async () => {
        started.open();
        await finish.wait;
        ended++;
        return done;
      },
      { concurrency: 1 },
    );
    await add(1, 2);
    await started.wait;
    const stopping = working.stop(5_000);
    finish.open();
    expect(await stopping).toBe(true);
    expect(ended).toBe(1);
    expect(await store.pending(Date.now())).toBe(1);
  });

  it("stops in bounded time when a run does not end", async () => {
    const started = gate();
    const working = work(() => (started.open(), new Promise(() => {})));
    await add(1);
    await started.wait;
    expect(await working.stop(20)).toBe(false);
  });

  it("survives a queue that fails for a while", async () => {
    let failures = 3;
    const claim: Store["claim"] = (now, lease) => (failures-- > 0 ? Promise.reject(new Error("disk")) : store.claim(now, lease));
    let runs = 0;
    const working = work(async () => (runs++, done), { store: { ...store, claim } });
    await add(1);
    await working.idle();
    expect(runs).toBe(1);
  });
});

describe("waiting", () => {
  it("grows, with full jitter, to a ceiling", () => {
    const at = (attempts: number, random: number) => retryTime(new Error("x"), attempts, 0, { random: () => random });
    expect([1, 2, 3, 20].map((n) => at(n, 1))).toEqual([1_000, 2_000, 4_000, 600_000]);
    expect(at(5, 0)).toBe(0);
  });

  it("honours GitHub's time, within reason", () => {
    const at = (retryAt: number) => retryTime(new TemporaryFault("x", { retryAt }), 1, 1_000, { random: () => 0 });
    expect(at(61_000)).toBe(61_000);
    expect(at(Number.MAX_SAFE_INTEGER)).toBe(1_000 + 2 * 3_600_000);
  });
});
