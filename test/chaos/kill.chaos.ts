import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSandbox } from "../../src/sandbox/index.js";
import { openStore } from "../../src/store/store.js";
import type { StoreOptions } from "../../src/store/store.js";
import { buildSources, removeBuilt } from "../store/built.js";
import { folder } from "../store/samples.js";
import { ledgerKeysOf } from "../support/ledger-keys.js";
import { startPostgres } from "../support/postgres.js";
import type { Cluster } from "../support/postgres.js";
import { startApp } from "./process.js";
import type { App } from "./process.js";
import { doubled, setScene, Story } from "./story.js";
import { finishStory, pause, quiet, redeliverFailed } from "./wait.js";

/** How often the process is killed; each time at another moment. */
const ROUNDS = Number(process.env["CHAOS_ROUNDS"] ?? 50);
const LONGEST_LIFE_MS = 1_500;
const FINISH_MS = 180_000;

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

/** Kills one process after the other in the middle of its work, then lets a last one finish. */
async function killAgainAndAgain(place: StoreOptions, env: Record<string, string>): Promise<void> {
  const hub = await startSandbox();
  const [repo = ""] = setScene(hub, 1);
  const story = new Story(hub);
  let app: App | null = null;
  const start = async () => {
    app = await startApp({ built, hub, env });
    hub.webhooks.sendTo(`${app.url}/api/github/webhooks`);
    return app;
  };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const running = await start();
      // The first act comes at once: starting, too, must survive being killed.
      story.open(repo);
      for (const item of story.items) story.advance(item);
      await pause(LONGEST_LIFE_MS * Math.random());
      await running.kill();
    }
    await start();
    await hub.idle();
    redeliverFailed(hub);
    await finishStory(story, FINISH_MS);
    const store = await openStore(place);
    await quiet(hub, store, FINISH_MS);
    expect(doubled(hub, [repo])).toEqual([]);
    expect(await store.ledger.verify(null, ledgerKeysOf(hub))).toMatchObject({ ok: true });
    expect(await store.deadLetters()).toEqual([]);
    expect((await store.ledger.entries(0, 10_000)).filter((entry) => entry.kind === "accepted")).toHaveLength(ROUNDS);
    await store.close();
  } finally {
    await (app as App | null)?.kill();
    await hub.close();
  }
}

describe(`kill -9, ${ROUNDS} times`, () => {
  it("on the embedded database: every acknowledged delivery takes effect, once", async () => {
    const place = { folder: folder() };
    await killAgainAndAgain(place, { BATON_DATA: place.folder });
  });

  it("on PostgreSQL: every acknowledged delivery takes effect, once", async (context) => {
    if (typeof cluster === "string") return context.skip(cluster);
    const place = { url: await cluster.database() };
    await killAgainAndAgain(place, { DATABASE_URL: place.url });
  });
});
