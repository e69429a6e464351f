import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { Kysely, sql as query } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { postgresDialect } from "../../src/store/postgres.js";
import { openStore } from "../../src/store/store.js";
import type { Store } from "../../src/store/store.js";
import { startPostgres } from "../support/postgres.js";
import type { Cluster } from "../support/postgres.js";
import { sql } from "./dialects.js";
import { delivery, evaluation, item, TEST_KEY } from "./samples.js";

let cluster: Cluster | string;
const opened: Store[] = [];
beforeAll(async () => {
  cluster = await startPostgres();
}, 120_000);
afterAll(async () => {
  await Promise.all(opened.map((store) => store.close()));
  if (typeof cluster !== "string") await cluster.remove();
});

let url: string;
beforeEach(async (context) => {
  if (typeof cluster === "string") return context.skip(cluster);
  url = await cluster.database();
});

async function open(): Promise<Store> {
  const store = await openStore({ url }, TEST_KEY);
  opened.push(store);
  return store;
}

/** Another session that holds a transaction open, as a process does that stands still. */
async function standStill(statement: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  await client.query(`begin; ${statement}`);
  return client;
}

/** A wire to the server that can be held still, as a network does that swallows everything. */
async function startWire(to: number) {
  let held = false;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(to, "127.0.0.1");
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on("data", (data) => held || other.write(data));
      one.on("error", () => other.destroy());
      one.on("close", () => (sockets.delete(one), other.destroy()));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    hold: () => (held = true),
    release: () => (held = false),
    close: () => new Promise((resolve) => (server.close(resolve), sockets.forEach((socket) => socket.destroy()))),
  };
}

describe("PostgreSQL", () => {
  it("is migrated by several processes at once, and work is shared without overlap", async () => {
    const stores = await Promise.all([open(), open(), open(), open(), open()] as const);
    const numbers = Array.from({ length: 60 }, (_, n) => n);
    await Promise.all(numbers.map((n) => (stores[n % 5] ?? stores[0]).acceptDelivery(delivery(`d${n}`), [item(n, 1 + (n % 3))])));
    const claimed: string[] = [];
    const drain = async (store: Store) => {
      for (let lease = await store.claim(2_000, 60_000); lease; lease = await store.claim(2_000, 60_000)) claimed.push(lease.id);
    };
    await Promise.all(stores.map(drain));
    expect(claimed).toHaveLength(60);
    expect(new Set(claimed).size).toBe(60);
  });

  it("refuses to be used by an older version", async () => {
    await (await openStore({ url })).close();
    await sql(url, "insert into kysely_migration (name, timestamp) values ('9999_later', '2030')");
    await expect(openStore({ url })).rejects.toThrow(/9999_later/);
  });

  it("passes over an item that somebody else is about to take", async () => {
    const store = await open();
    await store.enqueue([item(1), item(2)], 0);
    const other = await standStill("select * from items where number = 1 for update");
    expect((await store.claim(1, 1_000))?.key).toMatchObject({ number: 2 });
    expect(await store.claim(1, 1_000)).toBeNull();
    await other.end();
  });

  it("never forks the ledger, however many append", async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, open));
    const append = async (store: Store, number: number) => {
      await store.enqueue([item(number, number)], 0);
      const lease = await store.claim(0, 60_000);
      if (!lease) throw new Error("nothing to claim");
      const entries = Array.from({ length: 5 }, (_, n) => ({ at: n, kind: "accepted", item: `I_${number}`, actor: "ana", payload: { n } }));
      await store.commit(lease, { ...evaluation(`I_${number}`), entries });
    };
    await Promise.all(Array.from({ length: 20 }, (_, n) => append(stores[n % 4] as Store, n + 1)));
    expect(await stores[0]?.ledger.verify()).toMatchObject({ ok: true, entries: 100 });
  });

  it.each(["update ledger set actor = 'omar'", "delete from ledger", "truncate ledger"])("refuses: %s", async (statement) => {
    const store = await open();
    await expect(sql(url, statement)).rejects.toThrow(/only grows/);
    expect(await store.ledger.verify()).toMatchObject({ ok: true });
  });

  it("takes a transaction away from a process that stands still in it, before others give up", async () => {
    const store = await open();
    await store.enqueue([item(1)], 0);
    const frozen = await standStill("set idle_in_transaction_session_timeout = 3000; select * from items for update");
    expect(await store.acceptDelivery(delivery("d1"), [item(1)])).toBe("accepted");
    await frozen.end().catch(() => undefined);
  });

  it("fails in bounded time when something is locked for long, and keeps nothing", async () => {
    const store = await open();
    await store.enqueue([item(1)], 0);
    const holder = await standStill("select * from items for update");
    const begun = performance.now();
    await expect(store.acceptDelivery(delivery("d1"), [item(1)])).rejects.toThrow();
    expect(performance.now() - begun).toBeLessThan(9_000);
    await holder.query("rollback");
    expect(await store.acceptDelivery(delivery("d1"), [item(1)])).toBe("accepted");
    await holder.end();
  });

  it("survives connections that are cut, in the middle of work too", async () => {
    const store = await open();
    const cut = "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()";
    const work = Array.from({ length: 30 }, (_, n) => store.acceptDelivery(delivery(`d${n}`), [item(n)]).catch(() => "failed"));
    await sql(url, cut);
    await Promise.all(work);
    await sql(url, cut);
    await expect
      .poll(() =>
        store.probe(1).then(
          () => "works",
          () => "fails",
        ),
      )
      .toBe("works");
    for (let n = 0; n < 30; n++) expect(["accepted", "duplicate"]).toContain(await store.acceptDelivery(delivery(`d${n}`), [item(n)]));
    expect(await store.pending(2_000)).toBe(30);
  });

  it("does not crash the process when a connection is cut between two statements", async () => {
    const db = new Kysely({ dialect: postgresDialect(url) });
    const broken = db.transaction().execute(async (trx) => {
      await query`select 1`.execute(trx);
      await sql(
        url,
        "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()",
      );
      await new Promise((resolve) => setTimeout(resolve, 100));
      await query`select 1`.execute(trx);
    });
    await expect(broken).rejects.toThrow();
    await query`select 1`.execute(db);
    await db.destroy();
  });

  it("does not crash the process, nor hang, when it is away", async () => {
    if (typeof cluster === "string") return;
    const store = await open();
    const stop = store.onDue(() => undefined);
    await store.probe(1);
    await cluster.kill();
    const begun = performance.now();
    await expect(store.acceptDelivery(delivery("d1"), [item(1)])).rejects.toThrow();
    await expect(store.claim(1, 1)).rejects.toThrow();
    expect(performance.now() - begun).toBeLessThan(9_000);
    await cluster.start();
    expect(await store.acceptDelivery(delivery("d1"), [item(1)])).toBe("accepted");
    stop();
  });

  it("gives up on a server that says nothing any more, and does not use that connection again", async () => {
    const wire = await startWire(Number(new URL(url).port));
    const far = new URL(url);
    far.port = String(wire.port);
    const store = await openStore({ url: far.href });
    await store.probe(1);
    wire.hold();
    const begun = performance.now();
    await expect(store.acceptDelivery(delivery("d1"), [item(1)])).rejects.toThrow();
    expect(performance.now() - begun).toBeLessThan(14_000);
    wire.release();
    expect(["accepted", "duplicate"]).toContain(await store.acceptDelivery(delivery("d1"), [item(1)]));
    await store.close();
    await wire.close();
  });

  it("carries what one process says to the others, not back, and drops what is too long", async () => {
    const [one, other] = [await open(), await open()];
    const heard: string[] = [];
    const echoes: string[] = [];
    const stops = [other.onSaid((text) => heard.push(text)), one.onSaid((text) => echoes.push(text))];
    await expect
      .poll(() => {
        one.say("forget ☂ acme");
        return heard.length;
      })
      .toBeGreaterThan(0);
    one.say("x".repeat(9_000));
    one.say("last");
    await expect.poll(() => heard.at(-1)).toBe("last");
    expect(heard[0]).toBe("forget ☂ acme");
    expect(heard.some((text) => text.length > 100)).toBe(false);
    expect(echoes).toEqual([]);
    stops.forEach((stop) => stop());
  });

  it("has a clock for everybody", async () => {
    const store = await open();
    expect(Math.abs(((await store.time()) ?? 0) - Date.now())).toBeLessThan(2_000);
  });
});
