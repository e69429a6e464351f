import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSandbox } from "../../src/sandbox/index.js";
import type { Hub } from "../../src/sandbox/index.js";
import { openStore } from "../../src/store/store.js";
import type { Store } from "../../src/store/store.js";
import { buildSources, removeBuilt } from "../store/built.js";
import { ledgerKeysOf } from "../support/ledger-keys.js";
import { startPostgres } from "../support/postgres.js";
import type { Cluster } from "../support/postgres.js";
import { startBalancer } from "./balancer.js";
import type { Balancer } from "./balancer.js";
import { startApp } from "./process.js";
import type { App } from "./process.js";
import { doubled, setScene, Story } from "./story.js";
import { finishStory, pause, quiet, until } from "./wait.js";

const HOUR = 3_600_000;
const TAKEN_OVER_WITHIN = 60_000;

let built: string;
let cluster: Cluster | string;
beforeAll(async () => {
  built = buildSources();
  cluster = await startPostgres({ install: true });
});
afterAll(async () => {
  removeBuilt(built);
  if (typeof cluster !== "string") await cluster.remove();
});

interface Fleet {
  hub: Hub;
  repos: string[];
  story: Story;
  store: Store;
  workers: App[];
  balancer: Balancer;
  close(): Promise<void>;
}

/** Two web processes and as many workers as there are clocks, on one database. */
async function openFleet(url: string, skews: number[]): Promise<Fleet> {
  const hub = await startSandbox();
  const repos = setScene(hub, 4);
  const start = (BATON_ROLE: string, skewMs = 0) => startApp({ built, hub, skewMs, env: { DATABASE_URL: url, BATON_ROLE } });
  // All at once, on an empty database: they migrate it together.
  const [webs, workers] = await Promise.all([
    Promise.all([start("web"), start("web")]),
    Promise.all(skews.map((skew) => start("worker", skew))),
  ]);
  const store = await openStore({ url });
  const balancer = await startBalancer();
  balancer.targets = webs.map((web) => web.url);
  hub.webhooks.sendTo(`${balancer.url}/api/github/webhooks`);
  const close = async () => {
    await Promise.all([...webs, ...workers].map((app) => app.kill()));
    await Promise.all([store.close(), balancer.close(), hub.close()]);
  };
  return { hub, repos, story: new Story(hub), store, workers, balancer, close };
}

/** Keeps the people busy for a while. */
async function play({ story, repos }: Fleet, items: number, everyMs: number): Promise<void> {
  for (let n = 0; n < items; n++) {
    story.open(repos[n % repos.length] ?? "");
    for (const item of story.items) story.advance(item);
    await pause(everyMs);
  }
}

describe("two web and three worker processes on one PostgreSQL", () => {
  it("lose nothing and do nothing twice, with one killed, one frozen and one an hour ahead", async (context) => {
    if (typeof cluster === "string") return context.skip(cluster);
    const fleet = await openFleet(await cluster.database(), [0, 0, HOUR]);
    try {
      const [killed, frozen, skewed] = fleet.workers;
      const playing = play(fleet, 40, 100);
      await pause(1_500);
      await killed?.kill();
      await pause(1_000);
      frozen?.process.kill("SIGSTOP");
      await playing;
      const begun = performance.now();
      await finishStory(fleet.story, TAKEN_OVER_WITHIN);
      expect(performance.now() - begun).toBeLessThan(TAKEN_OVER_WITHIN);
      // Long enough for its leases to be taken over, then it goes on as if nothing had been.
      await pause(Math.max(0, 25_000 - (performance.now() - begun)));
      frozen?.process.kill("SIGCONT");
      await pause(3_000);
      await quiet(fleet.hub, fleet.store, TAKEN_OVER_WITHIN);
      expect(skewed?.log.some((line) => line.includes("clock is wrong"))).toBe(true);
      expect(doubled(fleet.hub, fleet.repos)).toEqual([]);
      expect(await fleet.store.ledger.verify(null, ledgerKeysOf(fleet.hub))).toMatchObject({ ok: true });
      expect(await fleet.store.deadLetters()).toEqual([]);
    } finally {
      await fleet.close();
    }
  });

  it("take over from each of several workers that are frozen again and again", async (context) => {
    if (typeof cluster === "string") return context.skip(cluster);
    const fleet = await openFleet(await cluster.database(), [0, -HOUR, HOUR]);
    try {
      const playing = play(fleet, 30, 400);
      for (let n = 0; n < 4; n++) {
        const one = fleet.workers[n % fleet.workers.length];
        await pause(700 * Math.random());
        one?.process.kill("SIGSTOP");
        await pause(17_000);
        one?.process.kill("SIGCONT");
      }
      await playing;
      await finishStory(fleet.story, TAKEN_OVER_WITHIN);
      await quiet(fleet.hub, fleet.store, TAKEN_OVER_WITHIN);
      expect(doubled(fleet.hub, fleet.repos)).toEqual([]);
      expect(await fleet.store.ledger.verify(null, ledgerKeysOf(fleet.hub))).toMatchObject({ ok: true });
    } finally {
      await fleet.close();
    }
  });

  it("take a burst of 300 deliveries over 100 items", async (context) => {
    if (typeof cluster === "string") return context.skip(cluster);
    const fleet = await openFleet(await cluster.database(), [0, 0, 0]);
    const { hub, repos, store } = fleet;
    try {
      hub.webhooks.hold();
      const issues = Array.from({ length: 100 }, (_, n) => ({ repo: repos[n % 4] ?? "", n })).map(({ repo, n }) => {
        const number = hub.as("pia").openIssue(repo, { title: `Item ${n}`, body: "## Goal\n" });
        hub.as("pia").editBody(repo, number, "## Goal\n\nNearly\n");
        hub.as("pia").editTitle(repo, number, `Item number ${n}`);
        return { repo, number };
      });
      expect(hub.webhooks.held.length).toBe(300);
      hub.webhooks.release({ order: "shuffle" });
      const done = () => issues.every(({ repo, number }) => hub.issue(repo, number).labels.includes("stage: todo"));
      await until(done, () => "not all items have their stage", 120_000);
      await quiet(hub, store, TAKEN_OVER_WITHIN);
      expect(new Set(hub.webhooks.log.map((one) => one.statusCode))).toEqual(new Set([202]));
      expect(doubled(hub, repos)).toEqual([]);
    } finally {
      await fleet.close();
    }
  });
});
