import { afterEach, describe, expect, it, vi } from "vitest";
import type { AppContext } from "../../src/app/work/context.js";
import { SWEEP_EVERY, sweep } from "../../src/app/sweep/sweep.js";
import { redeliverMissed } from "../../src/app/sweep/deliveries.js";
import { startRounds } from "../../src/app/sweep/timer.js";
import { TemporaryFault, TerminalFault } from "../../src/core/basics/faults.js";
import type { Client, Page } from "../../src/github/client.js";
import type { Hub } from "../../src/github/hub.js";
import { openStore, type Store } from "../../src/store/store.js";

const START = Date.parse("2026-05-01T12:00:00Z");
const HOUR = 3_600_000;
const stores: Store[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

interface Tried {
  id: number;
  guid: string;
  event?: string;
  at: number;
}

/** GitHub as the sweep sees it: a log of deliveries, installations with repositories. */
function github(given: {
  log?: Tried[];
  repositories?: Record<number, number>;
  broken?: Map<number, Error>;
  failOn?: (id: number) => boolean;
}) {
  const asked: string[] = [];
  const redelivered: number[] = [];
  const answer = (data: unknown): Page => ({ data, next: false, nextQuery: {} });
  const app: Partial<Client> = {
    get: async (route) => {
      asked.push(route);
      if (route === "GET /app/installations")
        return answer(Object.keys(given.repositories ?? {}).map((id) => ({ id: Number(id), account: { login: "acme" } })));
      if (!given.log) return null;
      return answer(
        given.log
          .toSorted((a, b) => b.at - a.at)
          .map(({ at, ...one }) => ({ event: "issues", ...one, delivered_at: new Date(at).toISOString() })),
      );
    },
    write: async (route, parameters) => {
      asked.push(route);
      if (given.failOn?.(Number(parameters["delivery_id"]))) throw new TemporaryFault("no");
      redelivered.push(Number(parameters["delivery_id"]));
      return {};
    },
  };
  const connect = async (id: number) => {
    const fault = given.broken?.get(id);
    if (fault) throw fault;
    const repositories = Array.from({ length: given.repositories?.[id] ?? 0 }, (_, index) => ({
      node_id: `R_${id}_${index}`,
      name: `repo-${index}`,
      owner: { login: "acme" },
      default_branch: "main",
    }));
    const pages = (page: number) => repositories.slice((page - 1) * 100, page * 100);
    const get = async (route: string, parameters: Record<string, unknown>) => {
      asked.push(route);
      return { ...answer({ repositories: pages(Number(parameters["page"])) }), next: pages(Number(parameters["page"]) + 1).length > 0 };
    };
    return { client: { get } as unknown as Client };
  };
  return { hub: { app: async () => app as Client, connect } as unknown as Hub, asked, redelivered };
}

async function world(given: Parameters<typeof github>[0]) {
  const store = await openStore({ folder: ":memory:" });
  stores.push(store);
  const time = { at: START };
  const { hub, asked, redelivered } = github(given);
  const warned: string[] = [];
  const log = { warn: (_: unknown, text: string) => warned.push(text), info() {}, error() {}, debug() {} } as unknown as AppContext["log"];
  return { context: { hub, store, log, now: () => time.at }, store, time, asked, redelivered, warned };
}

const tried = (id: number, minutesAgo: number, over: Partial<Tried> = {}): Tried => ({
  id,
  guid: `guid-${id}`,
  at: START - minutesAgo * 60_000,
  ...over,
});
const arrived = async (store: Store, ...ids: number[]) => {
  for (const id of ids)
    await store.acceptDelivery({ id: `guid-${id}`, event: "issues", action: null, installationId: 1, receivedAt: START }, []);
};

describe("deliveries that never arrived", () => {
  it("are delivered again, and no others: neither what the store knows nor what may be under way", async () => {
    const { context, store, redelivered } = await world({ log: [tried(1, 60), tried(2, 50), tried(3, 40), tried(4, 1)] });
    await arrived(store, 1, 3);
    expect(await redeliverMissed(context)).toEqual({ seen: 3, missed: 1, redelivered: 1, left: 0, requests: 2 });
    expect(redelivered).toEqual([2]);
  });

  it("are asked for once, though they were tried several times: by the newest try", async () => {
    const { context, redelivered } = await world({
      log: [tried(1, 60, { guid: "same" }), tried(2, 30, { guid: "same" }), tried(3, 45, { guid: "same" })],
    });
    await redeliverMissed(context);
    expect(redelivered).toEqual([2]);
  });

  it("are not looked for again in the next round, but those of the gap between the rounds are", async () => {
    const log = [tried(1, 60), tried(2, 1)];
    const { context, time, redelivered } = await world({ log });
    await redeliverMissed(context);
    time.at += HOUR;
    log.push(tried(3, -30));
    expect(await redeliverMissed(context)).toMatchObject({ missed: 2 });
    expect(redelivered).toEqual([1, 2, 3]);
  });

  it("of a time when nothing ran for days are found, up to the three days that GitHub keeps", async () => {
    const { context, store, time, redelivered } = await world({ log: [tried(1, 4 * 24 * 60), tried(2, 2 * 24 * 60)] });
    await redeliverMissed(context);
    expect(redelivered).toEqual([2]);
    await arrived(store, 2);
    time.at += HOUR;
    expect(await redeliverMissed(context)).toMatchObject({ missed: 0, requests: 1 });
  });

  it("are taken fifty at a time, merge groups first, and none is forgotten", async () => {
    const log = Array.from({ length: 120 }, (_, index) => tried(index + 1, 600 - index));
    log.push(tried(900, 10, { event: "merge_group" }));
    const { context, store, time, redelivered } = await world({ log });
    expect(await redeliverMissed(context)).toMatchObject({ missed: 121, redelivered: 50, left: 71 });
    expect(redelivered.slice(0, 3)).toEqual([900, 1, 2]);
    for (let round = 0; round < 3; round++) {
      await arrived(store, ...redelivered);
      time.at += HOUR;
      await redeliverMissed(context);
    }
    expect(new Set(redelivered).size).toBe(121);
    expect(redelivered).toHaveLength(121);
  });

  it("that GitHub would not deliver now are left for the next round", async () => {
    let down = true;
    const { context, store, time, redelivered } = await world({
      log: [tried(1, 60), tried(2, 50), tried(3, 40)],
      failOn: (id) => down && id === 2,
    });
    expect(await redeliverMissed(context)).toMatchObject({ redelivered: 1, left: 2 });
    await arrived(store, 1);
    down = false;
    time.at += HOUR;
    await redeliverMissed(context);
    expect(redelivered).toEqual([1, 2, 3]);
  });

  it("are not skipped by a clock that is an hour fast", async () => {
    const log = [tried(1, 5)];
    const { context, time, redelivered } = await world({ log });
    time.at = START + HOUR;
    await redeliverMissed(context);
    log.push(tried(2, -30));
    time.at = START + 2 * HOUR;
    await redeliverMissed(context);
    expect(redelivered).toContain(2);
  });

  it("are nobody's business on a server without such a log", async () => {
    expect(await redeliverMissed((await world({})).context)).toBeNull();
  });
});

describe("the sweep of all repositories", () => {
  const due = async (store: Store, now: number) => {
    let count = 0;
    while (await store.claim(now, 10 * HOUR)) count += 1;
    return count;
  };

  it("puts them in line one after the other, when it is time, whoever asks", async () => {
    const { context, store, time, asked } = await world({ repositories: { 1: 3 } });
    await Promise.all([sweep(context), sweep(context), sweep(context)]);
    expect(asked.filter((route) => route === "GET /app/installations")).toHaveLength(1);
    expect(await due(store, START)).toBe(1);
    expect(await due(store, START + 20_000)).toBe(2);
    time.at = START + SWEEP_EVERY - 1;
    await sweep(context);
    expect(asked.filter((route) => route === "GET /app/installations")).toHaveLength(1);
    time.at = START + SWEEP_EVERY;
    await sweep(context);
    expect(asked.filter((route) => route === "GET /app/installations")).toHaveLength(2);
  });

  it("looks at many repositories less often: 360 an hour, whatever their number", async () => {
    const { context, store, time } = await world({ repositories: { 1: 400 } });
    let looked = 0;
    for (; time.at < START + 4 * HOUR; time.at += 60_000) {
      await sweep(context);
      for (let lease = await store.claim(time.at, HOUR); lease; lease = await store.claim(time.at, HOUR)) {
        looked += 1;
        await store.finish(lease, { now: time.at, dueAt: null });
      }
    }
    expect(looked).toBeGreaterThan(4 * 300);
    expect(looked).toBeLessThanOrEqual(4 * 360 + 1);
  });

  it("is not stopped by an installation that is gone, and says when one cannot be asked now", async () => {
    const broken = new Map<number, Error>([
      [1, new TerminalFault("gone")],
      [2, new TemporaryFault("down")],
    ]);
    const { context, store, warned } = await world({ repositories: { 1: 1, 2: 1, 3: 1 }, broken });
    await expect(sweep(context)).rejects.toBeInstanceOf(TemporaryFault);
    expect(await store.claim(START, HOUR)).toMatchObject({ id: "repository:R_3_0" });
    expect(warned).toHaveLength(2);
  });
});

describe("rounds", () => {
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  it("go on after a fault, never overlap, and end when they are stopped", async () => {
    let running = 0;
    let most = 0;
    let count = 0;
    const rounds = startRounds({
      everyMs: 2,
      log: { warn() {} },
      round: async () => {
        most = Math.max(most, ++running);
        count += 1;
        await pause(10);
        running -= 1;
        throw new Error("no");
      },
    });
    await vi.waitUntil(() => count >= 3, { timeout: 30_000 });
    await rounds.stop();
    const before = count;
    expect(running).toBe(0);
    await pause(40);
    expect({ most, more: count - before }).toEqual({ most: 1, more: 0 });
  });
});
