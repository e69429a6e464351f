import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { meteredIntake, meteredStore } from "../../src/app/serve/metered.js";
import { openStore } from "../../src/store/store.js";
import type { Store } from "../../src/store/store.js";
import { createMetrics } from "../../src/web/metrics.js";
import type { Metrics } from "../../src/web/metrics.js";
import type { Figures } from "../../src/web/metrics-figures.js";
import { delivery, item } from "../store/samples.js";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const quiet: Figures = {
  queue: async () => ({ due: 0, running: 0, retrying: 0, parked: 0, oldestDueAt: null }),
  requests: () => new Map(),
  limits: () => new Map(),
  writesLeft: () => new Map(),
  breaker: () => null,
  writesEnabled: true,
  now: () => 100_000,
};

async function serve(metrics: Metrics, figures: Partial<Figures> = {}): Promise<(path?: string, init?: RequestInit) => Promise<Response>> {
  const page = metrics.page({ ...quiet, ...figures });
  const server = createServer((request, response) => void page(request, response).then((known) => known || response.writeHead(404).end()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())));
  return async (path = "/metrics", init = {}) => await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, init);
}

const lines = async (metrics: Metrics, figures: Partial<Figures> = {}) =>
  (await (await (await serve(metrics, figures))()).text()).split("\n").filter((line) => line.startsWith("baton_"));

async function open(): Promise<Store> {
  const store = await openStore({ folder: ":memory:" });
  closing.push(() => store.close());
  return store;
}

describe("/metrics", () => {
  it("speaks Prometheus' format, to GET only, and knows no other path", async () => {
    const ask = await serve(createMetrics());
    const answer = await ask();
    expect(answer.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await answer.text()).toMatch(/^# HELP process_cpu_user_seconds_total/m);
    expect((await ask("/metrics", { method: "POST" })).status).toBe(405);
    expect((await ask("/metricsx")).status).toBe(404);
  });

  it("tells how full the queue is, and the age of its oldest work", async () => {
    const found = await lines(createMetrics(), {
      queue: async () => ({ due: 4, running: 3, retrying: 2, parked: 1, oldestDueAt: 70_000 }),
    });
    expect(found).toEqual(
      expect.arrayContaining([
        'baton_queue_items{state="due"} 4',
        'baton_queue_items{state="parked"} 1',
        "baton_queue_oldest_seconds 30",
        "baton_store_up 1",
      ]),
    );
  });

  it("is there while the store is not, and says so", async () => {
    const found = await lines(createMetrics(), { queue: () => Promise.reject(new Error("down")) });
    expect(found).toContain("baton_store_up 0");
    expect(found.filter((line) => line.startsWith("baton_queue_items"))).toEqual([]);
  });

  it("tells requests, limits and budgets by installation, and counts none twice", async () => {
    const metrics = createMetrics();
    const figures: Partial<Figures> = {
      requests: () => new Map([[7, { reads: 5, unchanged: 4, graphql: 3, writes: 2 }]]),
      limits: () => new Map([[7, { remaining: 4_990, limit: 5_000 }]]),
      writesLeft: () => new Map([[7, { minute: 58, hour: 398 }]]),
      breaker: () => ({ frozen: { repositories: 1, labels: 0 }, trips: { repositories: 6, labels: 0 } }),
      writesEnabled: false,
    };
    const ask = await serve(metrics, figures);
    await ask();
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    const text = await (await ask()).text();
    for (const line of [
      'baton_github_requests_total{installation="7",kind="graphql"} 3',
      'baton_github_rate_limit_remaining{installation="7"} 4990',
      'baton_writes_left{installation="7",window="hour"} 398',
      'baton_breaker_frozen{scope="repository"} 1',
      'baton_breaker_trips_total{scope="repository"} 6',
      "baton_writes_enabled 0",
    ]) {
      expect(text).toContain(`${line}\n`);
    }
  });

  it("lets nobody fill the memory with event names", async () => {
    const metrics = createMetrics();
    for (let n = 0; n < 50; n++) metrics.meter.delivery(`EVIL-${n}"}`, "accepted");
    expect((await lines(metrics)).filter((line) => line.startsWith("baton_deliveries_total"))).toEqual([
      'baton_deliveries_total{event="unknown",outcome="accepted"} 50',
    ]);
  });

  it("asks the store once a second at most", async () => {
    let asked = 0;
    const ask = await serve(createMetrics(), {
      queue: async () => (asked++, { due: 0, running: 0, retrying: 0, parked: 0, oldestDueAt: null }),
    });
    await Promise.all(Array.from({ length: 20 }, async () => await (await ask()).text()));
    expect(asked).toBeLessThanOrEqual(2);
  });

  it("tells exactly what the operators' page lists", async () => {
    const text = await (await (await serve(createMetrics()))()).text();
    const told = [...text.matchAll(/^# HELP (baton_\w+)/gm)].map((match) => match[1]);
    const page = readFileSync(join(import.meta.dirname, "../../.github/OPERATIONS.md"), "utf8");
    const listed = [...page.matchAll(/^\| `(baton_\w+)`/gm)].map((match) => match[1]);
    expect(new Set(told)).toEqual(new Set(listed));
  });

  it("keeps two Apps in one process apart", async () => {
    const [one, two] = [createMetrics(), createMetrics()];
    one.meter.verdict("blocked");
    expect((await lines(two)).some((line) => line.startsWith("baton_verdicts_total"))).toBe(false);
    expect(await lines(one)).toContain('baton_verdicts_total{state="blocked"} 1');
  });
});

describe("what is counted", () => {
  it("is every delivery by its outcome", async () => {
    const metrics = createMetrics();
    const store = meteredStore(await open(), metrics.meter, Date.now);
    await store.acceptDelivery(delivery("a"), []);
    await store.acceptDelivery(delivery("a"), []);
    for (const status of [202, 401, 413, 503])
      await meteredIntake(async (_, response) => void (response.statusCode = status), metrics.meter)(
        {} as never,
        { statusCode: 200 } as never,
      );
    expect((await lines(metrics)).filter((line) => line.startsWith("baton_deliveries_total")).toSorted()).toEqual([
      'baton_deliveries_total{event="issues",outcome="accepted"} 1',
      'baton_deliveries_total{event="issues",outcome="duplicate"} 1',
      'baton_deliveries_total{event="unknown",outcome="failed"} 1',
      'baton_deliveries_total{event="unknown",outcome="refused"} 2',
    ]);
  });

  it("is every run by its end, with the time it took", async () => {
    const metrics = createMetrics();
    const time = { at: 1_000 };
    const store = meteredStore(await open(), metrics.meter, () => time.at);
    const run = async (number: number) => {
      await store.enqueue([item(number, number)], 0);
      const lease = await store.claim(time.at, 100_000);
      if (!lease) throw new Error("nothing to claim");
      time.at += 2_000;
      return lease;
    };
    const lost = await run(1);
    await store.finish({ ...lost, token: 99 }, { now: time.at, dueAt: null });
    await store.finish(await run(2), { now: time.at, dueAt: null });
    await store.fail(await run(3), { now: time.at, error: "no", retryAt: time.at + 1e9 });
    await store.fail(await run(4), { now: time.at, error: "no", retryAt: time.at + 1e9, pauseUntil: time.at + 1e9 });
    await store.fail(await run(5), { now: time.at, error: "no", dead: true });
    const found = await lines(metrics);
    const counts = found.filter((line) => line.startsWith("baton_run_seconds_count")).toSorted();
    expect(counts).toEqual(
      ["done", "lost", "parked", "retried", "waiting"].map((result) => `baton_run_seconds_count{kind="item",result="${result}"} 1`),
    );
    expect(found).toContain('baton_run_seconds_sum{kind="item",result="done"} 2');
  });
});
