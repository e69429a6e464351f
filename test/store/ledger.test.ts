import { join } from "node:path";
import Libsql from "libsql";
import { beforeEach, describe, expect, it } from "vitest";
import { canonicalJson } from "../../src/store/canonical.js";
import type { Anchor, Store, StoreOptions } from "../../src/store/store.js";
import { bothDialects, sql } from "./dialects.js";
import { evaluation, item } from "./samples.js";

/** Makes a worker append, as an evaluation does. */
async function append(to: Store, count: number, number = 1): Promise<void> {
  await to.enqueue([item(number)], 0);
  const lease = await to.claim(0, 1_000);
  if (!lease) throw new Error("nothing to claim");
  const entries = Array.from({ length: count }, (_, n) => ({
    at: n,
    kind: "accepted",
    item: `I_${n}`,
    actor: "ana",
    payload: { b: n, a: [1] },
  }));
  await to.commit(lease, { ...evaluation(`I_${number}`), entries });
  await to.finish(lease, { now: 1, dueAt: null });
}

async function run(place: StoreOptions, statements: string): Promise<void> {
  if ("url" in place) return await sql(place.url, statements);
  const db = new Libsql(join(place.folder, "baton.db"));
  try {
    db.exec(statements);
  } finally {
    db.close();
  }
}

/** Somebody with the database in hand, and without our triggers. */
async function tamper(place: StoreOptions, statements: string): Promise<void> {
  const unguarded =
    "url" in place
      ? "alter table ledger disable trigger all"
      : "drop trigger if exists ledger_no_update; drop trigger if exists ledger_no_delete";
  await run(place, `${unguarded}; ${statements}`);
}

describe.each(await bothDialects())("on $name", ({ place: newPlace, emptyPlace, open, missing }) => {
  let place: StoreOptions;
  let store: Store;
  beforeEach(async (context) => {
    context.skip(missing !== null, missing ?? "");
    place = await emptyPlace();
    store = await open(place);
    await append(store, 4);
  });

  const head = async (): Promise<Anchor> => {
    const verdict = await store.ledger.verify();
    if (!verdict.ok || !verdict.head) throw new Error("no head");
    return verdict.head;
  };

  describe("the ledger", () => {
    it("is a chain that verifies, across appends", async () => {
      await append(store, 2, 2);
      const verdict = await store.ledger.verify(await head());
      expect(verdict).toMatchObject({ ok: true, entries: 6, head: { seq: 6 } });
      expect((await store.ledger.entries(6)).map((entry) => entry.payload)).toEqual([{ a: [1], b: 1 }]);
    });

    it("verifies when it is empty", async () => {
      const empty = await open(await newPlace());
      expect(await empty.ledger.verify()).toEqual({ ok: true, entries: 0, head: null });
    });

    it("refuses updates and deletions", async () => {
      await expect(run(place, "update ledger set actor = 'omar' where seq = 1")).rejects.toThrow(/only grows/);
      await expect(run(place, "delete from ledger where seq = 4")).rejects.toThrow(/only grows/);
    });

    it.each([
      ["an edited actor", "update ledger set actor = 'omar' where seq = 2", 2],
      ["an edited time", "update ledger set at = 99 where seq = 3", 3],
      ["an edited payload", `update ledger set payload = '{"a":[2],"b":1}' where seq = 2`, 2],
      ["a deleted entry", "delete from ledger where seq = 2", 3],
      ["a deleted first entry", "delete from ledger where seq = 1", 2],
      ["a deleted entry with the rest moved up", "delete from ledger where seq = 2; update ledger set seq = seq - 1 where seq > 2", 2],
      ["an inserted entry", "insert into ledger select 5, at, kind, item, actor, payload, prev_hash, hash from ledger where seq = 4", 5],
      [
        "reordered entries",
        "update ledger set seq = 10 where seq = 2; update ledger set seq = 2 where seq = 3; update ledger set seq = 3 where seq = 10",
        2,
      ],
    ])("shows %s", async (_, statement, seq) => {
      await tamper(place, statement);
      expect(await store.ledger.verify()).toMatchObject({ ok: false, seq });
    });

    it("shows a cut-off end only to somebody who noted it", async () => {
      const anchor = await head();
      await tamper(place, "delete from ledger where seq > 2");
      expect(await store.ledger.verify()).toMatchObject({ ok: true, entries: 2 });
      expect(await store.ledger.verify(anchor)).toMatchObject({ ok: false, seq: 3 });
    });

    it("shows a rewritten end to somebody who noted it", async () => {
      const anchor = await head();
      await tamper(place, "delete from ledger where seq > 2");
      await append(store, 3, 3);
      expect(await store.ledger.verify()).toMatchObject({ ok: true, entries: 5 });
      expect(await store.ledger.verify(anchor)).toMatchObject({ ok: false, seq: 4 });
    });

    it("does not fork under two writers", async () => {
      const other = await open(place);
      await Promise.all([append(store, 20, 11), append(other, 20, 12)]);
      expect(await other.ledger.verify()).toMatchObject({ ok: true, entries: 44 });
    });
  });
});

describe("canonical JSON", () => {
  it("does not depend on the order of keys", () => {
    expect(canonicalJson({ b: 1, a: { d: [{ z: 1, y: 2 }], c: null } })).toBe('{"a":{"c":null,"d":[{"y":2,"z":1}]},"b":1}');
  });
});
