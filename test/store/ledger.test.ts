import { beforeEach, describe, expect, it } from "vitest";
import { canonicalJson } from "../../src/core/basics/digest.js";
import type { Anchor, Store, StoreOptions } from "../../src/store/store.js";
import { bothDialects } from "./dialects.js";
import { TEST_KEY } from "./samples.js";
import { append, run, tamper, tamperWithoutUniqueKey } from "./tampering.js";

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
      expect(verdict).toMatchObject({
        ok: true,
        entries: 6,
        head: { seq: 6 },
        parts: [{ from: 1, to: 6, keyId: TEST_KEY.id, proved: true }],
      });
      expect((await store.ledger.entries(6)).map((entry) => entry.payload)).toEqual([{ a: [1], b: 1 }]);
    });

    it("verifies when it is empty", async () => {
      const empty = await open(await newPlace());
      expect(await empty.ledger.verify()).toEqual({ ok: true, entries: 0, head: null, parts: [] });
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
      [
        "an inserted entry",
        "insert into ledger select 5, at, kind, item, actor, payload, prev_hash, hash, key_id from ledger where seq = 4",
        5,
      ],
      [
        "an entry before the first",
        "insert into ledger select 0, at, kind, item, actor, payload, prev_hash, hash, key_id from ledger where seq = 1",
        0,
      ],
      [
        "an entry far before the first",
        "insert into ledger select -7, at, kind, item, actor, payload, prev_hash, hash, key_id from ledger where seq = 2",
        -7,
      ],
      [
        "an entry after the end, with a hole",
        "insert into ledger select 9, at, kind, item, actor, payload, hash, hash, key_id from ledger where seq = 4",
        9,
      ],
      [
        "reordered entries",
        "update ledger set seq = 10 where seq = 2; update ledger set seq = 2 where seq = 3; update ledger set seq = 3 where seq = 10",
        2,
      ],
    ])("shows %s", async (_, statement, seq) => {
      await tamper(place, statement);
      expect(await store.ledger.verify()).toMatchObject({ ok: false, seq });
    });

    it("shows an entry that is there twice, and a second end", async () => {
      const twice = (seq: number, actor: string) =>
        `insert into ledger select seq, at, kind, item, '${actor}', payload, prev_hash, hash, key_id from ledger where seq = ${seq}`;
      const other = await newPlace();
      await append(await open(other), 4);
      await tamperWithoutUniqueKey(other, twice(4, "omar"));
      expect(await (await open(other)).ledger.verify()).toMatchObject({ ok: false, seq: 4 });
    });

    it("shows an entry that is there twice just where a page of the walk ends", async () => {
      const other = await newPlace();
      const long = await open(other);
      await append(long, 502);
      await tamperWithoutUniqueKey(other, "insert into ledger select * from ledger where seq = 500");
      expect(await (await open(other)).ledger.verify()).toMatchObject({ ok: false, seq: 500, problem: "is there more than once" });
    });

    it("shows an entry that has no number", async () => {
      const other = await newPlace();
      await append(await open(other), 2);
      const unnumbered =
        "insert into ledger select null, at, kind, item, actor, payload, prev_hash, hash, key_id from ledger where seq = 2";
      const loosened = "url" in other ? "alter table ledger alter column seq drop not null; " : "";
      await tamperWithoutUniqueKey(other, `${loosened}${unnumbered}`);
      expect(await (await open(other)).ledger.verify()).toMatchObject({ ok: false });
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
