import { beforeEach, describe, expect, it } from "vitest";
import { Fenced } from "../../src/store/store.js";
import type { Lease, Store } from "../../src/store/store.js";
import { delivery, evaluation, item } from "./samples.js";
import { bothDialects } from "./dialects.js";

describe.each(await bothDialects())("on $name", ({ empty, missing }) => {
  let store: Store;
  beforeEach(async (context) => {
    context.skip(missing !== null, missing ?? "");
    store = await empty();
  });

  async function working(number: number): Promise<Lease> {
    await store.enqueue([item(number)], 0);
    const lease = await store.claim(0, 1_000);
    if (!lease) throw new Error("nothing to claim");
    return lease;
  }

  const rests = (...keys: string[]) => ({ keys, partial: false, digest: keys.join(), since: 1_000 });

  /** An item that was judged and rests on keys; `told`: what others may rest on of it. */
  async function resting(number: number, keys: string[], told: Record<string, string> = {}): Promise<void> {
    const lease = await working(number);
    await store.commit(lease, { ...evaluation(`I_${number}`), reads: rests(...keys), told });
    await store.finish(lease, { now: 10, dueAt: null });
  }

  /** The items that are due, each taken and given back. */
  async function due(now = 1_000_000): Promise<number[]> {
    const numbers: number[] = [];
    for (let lease = await store.claim(now, 1_000); lease; lease = await store.claim(now, 1_000)) {
      if (lease.key.kind === "item") numbers.push(lease.key.number);
      await store.finish(lease, { now, dueAt: null });
    }
    return numbers.toSorted((a, b) => a - b);
  }

  describe("a delivery", () => {
    it("puts in line what rests on what it names, and nothing else", async () => {
      await resting(1, ["item:R_2#5", "document:R_1:docs/a.md"]);
      await resting(2, ["item:R_2#6"]);
      await resting(3, ["item:R_2#55"]);
      await store.acceptDelivery(delivery("d1"), [item(9)], ["item:R_2#5", "item:acme/other#5"]);
      expect(await due()).toEqual([1, 9]);
      await store.acceptDelivery(delivery("d2"), [], ["item:R_2#6", "document:R_1:docs/a.md"]);
      expect(await due()).toEqual([1, 2]);
    });

    it("wakes nobody the second time, nor when it cannot be kept", async () => {
      await resting(1, ["item:R_2#5"]);
      const broken = { ...item(9), owner: null as unknown as string };
      await expect(store.acceptDelivery(delivery("d1"), [broken], ["item:R_2#5"])).rejects.toThrow();
      expect(await due()).toEqual([]);
      await store.acceptDelivery(delivery("d1"), [], ["item:R_2#5"]);
      expect(await due()).toEqual([1]);
      await store.acceptDelivery(delivery("d1"), [], ["item:R_2#5"]);
      expect(await due()).toEqual([]);
    });

    it("leaves parked work parked, and brings a timer forward, never back", async () => {
      await resting(1, ["item:R_2#5"]);
      const lease = await working(1);
      await store.fail(lease, { now: 20, error: "no", dead: true });
      await resting(2, ["item:R_2#5"]);
      await store.enqueue([item(2)], 500);
      await store.acceptDelivery(delivery("d1"), [], ["item:R_2#5"]);
      expect(await store.nextDue()).toBe(500);
      expect(await due()).toEqual([2]);
      expect(await store.countParked()).toBe(1);
    });

    it("that names what very many rest on puts them in line in slices, each of them, though nobody hears of it again", async () => {
      const many = 250;
      for (let number = 1; number <= many; number += 1) await resting(number, ["teams:acme"]);
      await store.acceptDelivery(delivery("d1"), [item(1)], ["teams:acme"]);
      expect((await store.queueFigures(1_000_000)).due).toBeLessThanOrEqual(201);
      expect(await store.nextDue()).toBeLessThanOrEqual(1_000);
      expect(await due()).toHaveLength(many);
      expect(await store.pending(1_000_000)).toBe(0);
    }, 60_000);

    it("with very many keys finds all that rest on any of them", async () => {
      await resting(1, ["document:R_1:docs/1200.md"]);
      const keys = Array.from({ length: 1_300 }, (_, index) => `document:R_1:docs/${index}.md`);
      await store.acceptDelivery(delivery("d1"), [], keys);
      expect(await due()).toEqual([1]);
    });
  });

  describe("an evaluation", () => {
    it("puts in line who rests on what it changed, and only then", async () => {
      await resting(1, ["stage:R_1#2"]);
      await resting(2, [], { "stage:R_1#2": "todo", "standing:R_1#2": "a" });
      expect(await due()).toEqual([1]);
      await resting(2, [], { "stage:R_1#2": "todo", "standing:R_1#2": "b" });
      expect(await due()).toEqual([]);
      await resting(2, [], { "stage:R_1#2": "doing", "standing:R_1#2": "b" });
      expect(await due()).toEqual([1]);
      await resting(2, []);
      expect(await due(), "what is told no more has changed, too").toEqual([1]);
    });

    it("does not wake itself", async () => {
      await resting(1, ["verdict:R_1@abc"], { "verdict:R_1@abc": "a" });
      await resting(1, ["verdict:R_1@abc"], { "verdict:R_1@abc": "b" });
      expect(await due()).toEqual([]);
    });

    it("is due once more when what it newly rests on was named while it was read", async () => {
      await store.acceptDelivery(delivery("d1", 1_500), [], ["item:R_2#5"]);
      await resting(1, ["item:R_2#5"]);
      expect(await due()).toEqual([1]);
      await resting(1, ["item:R_2#5"]);
      expect(await due(), "it would have been woken").toEqual([]);
      await store.acceptDelivery(delivery("d2", 900), [], ["item:R_2#6"]);
      await resting(1, ["item:R_2#5", "item:R_2#6"]);
      expect(await due(), "it was read after that").toEqual([]);
    });

    it("forgets what it rests on no more", async () => {
      await resting(1, ["item:R_2#5", "item:R_2#6"]);
      await resting(1, ["item:R_2#6"]);
      await store.acceptDelivery(delivery("d1"), [], ["item:R_2#5"]);
      expect(await due()).toEqual([]);
    });

    it("that does not say what it rests on leaves that as it was", async () => {
      await resting(1, ["item:R_2#5"], { "stage:R_1#1": "todo" });
      await store.commit(await working(1), evaluation("I_1"));
      expect(await store.load(item(1))).toMatchObject({ reads: "item:R_2#5", told: { "stage:R_1#1": "todo" } });
    });

    it("of a worker that lost its lease changes no read set and wakes nobody", async () => {
      await resting(1, ["stage:R_1#2"]);
      const lease = await working(2);
      await store.claim(1_000, 1_000);
      const late = { ...evaluation("I_2"), reads: rests("item:R_2#5"), told: { "stage:R_1#2": "doing" } };
      await expect(store.commit(lease, late)).rejects.toThrow(Fenced);
      expect(await store.restingIn("R_1", ["item:R_2#5"])).toEqual([]);
      expect((await store.queueFigures(1_000)).due).toBe(0);
    });

    it("takes keys as people may spell them", async () => {
      const keys = ["document:R_1:docs/übersicht ✓.md", `item:${"x".repeat(200)}#1`, "item:a'b\"c%_#1"];
      await resting(1, keys);
      for (const [index, key] of keys.entries()) await store.acceptDelivery(delivery(`d${index}`), [], [key]);
      expect(await due()).toEqual([1]);
      await store.acceptDelivery(delivery("other"), [], ['item:axb"c%_#1', "item:a'b\"cxx#1"]);
      expect(await due()).toEqual([]);
    });
  });

  describe("an item that is gone", () => {
    it("wakes who rests on it, once, and is remembered as gone until it is there again", async () => {
      await resting(1, ["stage:R_1#2"]);
      await resting(2, ["item:R_2#5"], { "stage:R_1#2": "doing" });
      await due();
      for (const expected of [[1], []]) {
        const lease = await working(2);
        await store.markGone(lease, 50);
        await store.finish(lease, { now: 50, dueAt: null });
        expect(await due()).toEqual(expected);
      }
      expect(await store.load(item(2))).toMatchObject({ isGone: true, record: { stage: "discover" } });
      expect(await store.governedItems("R_1")).toEqual([item(1)]);
      expect((await store.ledger.entries(1)).map(({ kind, payload }) => [kind, payload])).toEqual([
        ["gone", expect.objectContaining({ repository: "acme/app", number: 2, data: {} })],
      ]);
      await store.acceptDelivery(delivery("d1"), [], ["item:R_2#5"]);
      expect(await due(), "it rests on nothing").toEqual([]);
      await resting(2, [], { "stage:R_1#2": "doing" });
      expect(await due()).toEqual([1]);
      expect(await store.load(item(2))).toMatchObject({ isGone: false });
    });

    it("that was never judged is nobody's", async () => {
      await store.markGone(await working(1), 50);
      expect(await store.load(item(1))).toBeNull();
    });
  });

  describe("the sweep", () => {
    const since = { told: 100, partial: 200 };

    it("finds what rests on others and was not looked at for long, and sooner what rests on more than is told", async () => {
      await resting(1, ["item:R_2#5"]);
      await resting(2, ["closers:R_1#2", "document:R_1:docs/a.md", "documents:R_1"]);
      const lease = await working(3);
      await store.commit(lease, { ...evaluation("I_3"), reads: { ...rests(), partial: true } });
      await store.finish(lease, { now: 150, dueAt: null });
      expect(await store.worthALook("R_1", since, 5)).toEqual([item(1), item(3)]);
      expect(await store.worthALook("R_1", since, 1)).toEqual([item(1)]);
      expect(await store.worthALook("R_1", { told: 5, partial: 150 }, 5)).toEqual([]);
      expect(await store.worthALook("R_2", since, 5)).toEqual([]);
    });

    it("forgets what was named long ago, and read sets of items that are no more", async () => {
      await resting(1, ["item:R_2#5"]);
      await store.acceptDelivery(delivery("d1"), [], ["item:R_2#5"]);
      await due();
      const before = await store.retention(10_000);
      expect(before).toBe(0);
      expect(await store.retention(10_000_000)).toBe(1);
    });
  });
});
