import { beforeEach, describe, expect, it } from "vitest";
import fc from "fast-check";
import { hashOf } from "../../src/store/ledger-hash.js";
import { liftEntry } from "../../src/core/ledger/lift.js";
import type { LedgerRow } from "../../src/store/schema.js";
import type { LedgerKey, Store, StoreOptions } from "../../src/store/store.js";
import { bothDialects } from "./dialects.js";
import { plainRows } from "./plain-ledger.js";
import { TEST_KEY } from "./samples.js";
import { append, leaveOldLedger, run, tamper } from "./tampering.js";

const NEW_KEY: LedgerKey = { id: "ffeeddccbbaa9988", secret: new Uint8Array(32).fill(9) };
const OLD = plainRows();

function literal(value: string | number | null): string {
  return value === null ? "null" : typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`;
}

function inserted(row: LedgerRow): string {
  return `insert into ledger (${Object.keys(row).join(", ")}) values (${Object.values(row).map(literal).join(", ")})`;
}

/** An entry that follows from the head by all that is public, made with the key or without one. */
function forged(head: { seq: number; hash: string }, key: LedgerKey | null, change: Partial<LedgerRow> = {}): string {
  const row = {
    seq: head.seq + 1,
    at: 7,
    kind: "accepted",
    item: "I_1",
    actor: "eve",
    payload: "{}",
    prev_hash: head.hash,
    key_id: key?.id ?? null,
    ...change,
  };
  return inserted({ ...row, hash: hashOf(row, key) });
}

describe.each(await bothDialects())("the ledger's key on $name", ({ place: newPlace, emptyPlace, open, missing }) => {
  beforeEach((context) => context.skip(missing !== null, missing ?? ""));

  const head = async (store: Store) => {
    const verdict = await store.ledger.verify();
    if (!verdict.ok || !verdict.head) throw new Error("no head");
    return verdict.head;
  };

  describe("against whoever may write to the database, and has no key", () => {
    let place: StoreOptions;
    let store: Store;
    beforeEach(async () => {
      place = await emptyPlace();
      store = await open(place);
      await append(store, 3);
    });

    it("shows an entry that goes on without a key", async () => {
      await tamper(place, forged(await head(store), null));
      expect(await store.ledger.verify()).toEqual({ ok: false, seq: 4, problem: "is not keyed, but the entry before is" });
    });

    it("shows an end that was written anew without a key", async () => {
      const [, second] = await store.ledger.entries(1);
      if (!second) throw new Error("no entry");
      await tamper(place, `delete from ledger where seq > 2; ${forged(second, null)}`);
      expect(await store.ledger.verify()).toMatchObject({ ok: false, seq: 3 });
    });

    it("shows an entry made with a key of their own, also under the right name, also when it says that the key changed", async () => {
      const end = await head(store);
      const own = { ...NEW_KEY, id: TEST_KEY.id };
      for (const [key, change] of [
        [NEW_KEY, {}],
        [NEW_KEY, { kind: "rekeyed" }],
        [own, {}],
      ] as const) {
        await tamper(place, `delete from ledger where seq > 3; ${forged(end, key, change)}`);
        expect(await store.ledger.verify()).toMatchObject({ ok: false, seq: 4 });
      }
    });

    it("shows an entry whose key's name was taken away, its hash made to fit", async () => {
      const [first] = await store.ledger.entries(1);
      if (!first) throw new Error("no entry");
      const plain = hashOf({ ...first, payload: '{"a":[1],"b":0}', prev_hash: first.prevHash, key_id: null }, null);
      await tamper(place, `update ledger set key_id = null, hash = '${plain}' where seq = 1`);
      expect(await store.ledger.verify()).toMatchObject({ ok: false, seq: 2 });
    });

    it("does not call a ledger keyed that was written anew as a whole without one; an anchor shows it", async () => {
      const anchor = await head(store);
      await tamper(place, `delete from ledger; ${forged({ seq: 0, hash: "0".repeat(64) }, null)}`);
      expect(await store.ledger.verify()).toMatchObject({ ok: true, parts: [{ from: 1, to: 1, keyId: null }] });
      expect(await store.ledger.verify(anchor)).toMatchObject({ ok: false });
    });

    it("is asked for by the database itself: nothing is added without one any more", async () => {
      const end = await head(store);
      await expect(run(place, forged(end, null))).rejects.toThrow(/the ledger is keyed/);
      expect(await head(store)).toEqual(end);
    });

    it("without it, a store adds nothing, and its evaluation is not kept", async () => {
      const keyless = await open(place, null);
      await expect(append(keyless, 1, 2)).rejects.toThrow(/without its key/);
      expect(await store.ledger.entries(4)).toEqual([]);
    });
  });

  describe("where it is not at hand", () => {
    it("only the links are proved, and it says so", async () => {
      const place = await emptyPlace();
      const store = await open(place);
      await append(store, 3);
      expect(await store.ledger.verify(null, [])).toMatchObject({ ok: true, parts: [{ from: 1, to: 3, proved: false }] });
      await tamper(place, "update ledger set actor = 'eve' where seq = 2");
      expect(await store.ledger.verify(null, [])).toMatchObject({ ok: true, parts: [{ proved: false }] });
      await tamper(place, "delete from ledger where seq = 2");
      expect(await store.ledger.verify(null, [])).toMatchObject({ ok: false, seq: 3 });
    });

    it("another key proves nothing, and that is no pass", async () => {
      const store = await open(await emptyPlace());
      await append(store, 3);
      expect(await store.ledger.verify(null, [NEW_KEY])).toMatchObject({
        ok: false,
        seq: 1,
        problem: expect.stringContaining(TEST_KEY.id),
      });
    });
  });

  describe("when it changes", () => {
    it("the chain says so and goes on, and is proved by both keys together", async () => {
      const place = await emptyPlace();
      await append(await open(place), 2);
      const store = await open(place, NEW_KEY);
      await append(store, 2, 2);
      expect(await store.ledger.verify(null, [TEST_KEY, NEW_KEY])).toMatchObject({
        ok: true,
        entries: 5,
        parts: [
          { from: 1, to: 2, keyId: TEST_KEY.id, proved: true },
          { from: 3, to: 5, keyId: NEW_KEY.id, proved: true },
        ],
      });
      const [said] = await store.ledger.entries(3, 1);
      expect(said && liftEntry(said)).toMatchObject({ kind: "rekeyed", item: null, data: { from: TEST_KEY.id, to: NEW_KEY.id } });
      expect(await store.ledger.verify()).toMatchObject({ ok: false, seq: 1, problem: expect.stringContaining(TEST_KEY.id) });
    });

    it("no entry but the one that says so may have another key than the one before", async () => {
      const place = await emptyPlace();
      const store = await open(place);
      await append(store, 2);
      await tamper(place, forged(await head(store), NEW_KEY));
      expect(await store.ledger.verify(null, [TEST_KEY, NEW_KEY])).toMatchObject({ ok: false, seq: 3 });
    });
  });

  describe("over a ledger from before it was keyed", () => {
    let place: StoreOptions;
    let store: Store;
    beforeEach(async () => {
      place = await newPlace();
      await leaveOldLedger(place);
      store = await open(place);
    });

    it("leaves every row as it was, and proves it by its own hashes", async () => {
      expect((await store.ledger.entries(1)).map(({ seq, hash }) => ({ seq, hash }))).toEqual(OLD.map(({ seq, hash }) => ({ seq, hash })));
      expect(await store.ledger.verify()).toMatchObject({ ok: true, parts: [{ from: 1, to: OLD.length, keyId: null }] });
    });

    it("goes on keyed, with an entry that says since when; both parts are proved", async () => {
      await append(store, 2);
      const first = OLD.length + 1;
      expect(await store.ledger.verify()).toMatchObject({
        ok: true,
        parts: [
          { from: 1, to: OLD.length, keyId: null, proved: true },
          { from: first, to: first + 2, keyId: TEST_KEY.id, proved: true },
        ],
      });
      const [said] = await store.ledger.entries(first, 1);
      expect(said && liftEntry(said)).toMatchObject({ kind: "rekeyed", data: { from: null, to: TEST_KEY.id } });
    });

    it("shows a change of the old part even when its hashes were all made to fit", async () => {
      await append(store, 1);
      const [first] = OLD;
      if (!first) throw new Error("no row");
      // From the changed row on to the last plain one, all anew.
      let before = first.prev_hash;
      const statements = OLD.map((row) => {
        const changed = { ...row, key_id: null, actor: row.seq === 2 ? "eve" : row.actor, prev_hash: before };
        before = hashOf(changed, null);
        return `update ledger set actor = ${literal(changed.actor)}, prev_hash = '${changed.prev_hash}', hash = '${before}' where seq = ${row.seq}`;
      });
      await tamper(place, statements.join("; "));
      expect(await store.ledger.verify()).toMatchObject({
        ok: false,
        seq: OLD.length + 1,
        problem: "does not follow from the entry before",
      });
    });

    it("lets a process of the old version add until the first keyed entry, and then no more", async () => {
      const last = OLD.at(-1);
      if (!last) throw new Error("no row");
      await run(place, forged(last, null));
      await append(store, 1);
      expect(await store.ledger.verify()).toMatchObject({ ok: true, parts: [{ to: OLD.length + 1 }, { to: OLD.length + 3 }] });
      await expect(run(place, forged(await head(store), null))).rejects.toThrow(/too old/);
    });
  });

  it("shows whatever single value of a single row is changed", { timeout: 60_000 }, async () => {
    const place = await newPlace();
    await leaveOldLedger(place, OLD.slice(0, 4));
    const store = await open(place);
    await append(store, 4);
    await tamper(place, "select 1");
    const rows = 9;
    const text = fc.string({ unit: "grapheme-ascii", maxLength: 12 });
    const change = fc.oneof(
      fc.record({ column: fc.constantFrom("kind", "payload", "prev_hash", "hash"), value: text }),
      fc.record({ column: fc.constantFrom("item", "actor", "key_id"), value: fc.option(text) }),
      fc.record({ column: fc.constant("at"), value: fc.integer() }),
      fc.record({ column: fc.constant("seq"), value: fc.oneof(fc.integer({ max: 0 }), fc.integer({ min: rows + 1 })) }),
    );
    let found = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: rows }), change, async (seq, { column, value }) => {
        const [entry] = await store.ledger.entries(seq, 1);
        const before = { ...entry, payload: JSON.stringify(entry?.payload), key_id: entry?.keyId, prev_hash: entry?.prevHash };
        const was = Object.entries(before).find(([name]) => name === column)?.[1] as string | number | null;
        fc.pre(was !== value);
        await run(place, `update ledger set ${column} = ${literal(value)} where seq = ${seq}`);
        expect(await store.ledger.verify()).toMatchObject({ ok: false });
        await run(place, `update ledger set ${column} = ${literal(was)} where seq = ${column === "seq" ? value : seq}`);
        found += 1;
      }),
      { numRuns: 120 },
    );
    expect(await store.ledger.verify()).toMatchObject({ ok: true, entries: rows });
    expect(found).toBeGreaterThan(100);
  });
});
