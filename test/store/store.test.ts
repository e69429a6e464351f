import { writeFileSync } from "node:fs";
import { join } from "node:path";
import Libsql from "libsql";
import { beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/store.js";
import { bothDialects } from "./dialects.js";
import { delivery, folder, item } from "./samples.js";

describe("opening", () => {
  it("is durable: a write-ahead log, synced at each commit", async () => {
    const place = folder();
    await (await openStore({ folder: place })).close();
    const db = new Libsql(join(place, "baton.db"));
    expect(db.pragma("journal_mode", { simple: true })).toMatchObject({ journal_mode: "wal" });
    db.close();
  });

  it("refuses a database of a newer version", async () => {
    const place = folder();
    await (await openStore({ folder: place })).close();
    const db = new Libsql(join(place, "baton.db"));
    db.exec("insert into kysely_migration (name, timestamp) values ('9999_later', '2030')");
    db.close();
    await expect(openStore({ folder: place })).rejects.toThrow(/9999_later/);
  });

  it("refuses a file that is no database", async () => {
    const place = folder();
    writeFileSync(join(place, "baton.db"), "not a database at all, but long enough to be looked at by somebody".repeat(20));
    await expect(openStore({ folder: place })).rejects.toThrow();
  });
});

describe.each(await bothDialects())("opening on $name", ({ place: newPlace, open, missing }) => {
  beforeEach((context) => context.skip(missing !== null, missing ?? ""));

  it("keeps everything for the next process", async () => {
    const place = await newPlace();
    const first = await openStore(place);
    await first.acceptDelivery(delivery("d1"), [item(1)]);
    await first.close();
    const second = await openStore(place);
    expect(await second.acceptDelivery(delivery("d1"), [item(1)])).toBe("duplicate");
    expect((await second.claim(1_000, 1_000))?.key).toEqual(item(1));
    await second.close();
  });

  it("works when many do it at once, and each sees the others' work", async () => {
    const place = await newPlace();
    const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(place)));
    await Promise.all(stores.map((store, n) => store.acceptDelivery(delivery(`d${n}`), [item(n)])));
    const claims = await Promise.all(stores.map((store) => store.claim(2_000, 1_000)));
    expect(new Set(claims.map((lease) => lease?.id)).size, "nobody works on another's item").toBe(4);
    await Promise.all(stores.map((store) => store.close()));
  });

  it("tells listeners of new work", async () => {
    const store = await open(await newPlace());
    let told = 0;
    const stop = store.onDue(() => told++);
    await store.enqueue([item(1)], 0);
    expect(told).toBeGreaterThanOrEqual(1);
    stop();
    told = 0;
    await store.enqueue([item(2)], 0);
    expect(told).toBe(0);
  });
});
