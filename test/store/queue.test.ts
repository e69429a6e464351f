import { beforeEach, describe, expect, it } from "vitest";
import type { Lease, Store } from "../../src/store/store.js";
import { delivery, item } from "./samples.js";
import { bothDialects } from "./dialects.js";

describe.each(await bothDialects())("on $name", ({ open, missing }) => {
  let store: Store;
  beforeEach(async (context) => {
    context.skip(missing !== null, missing ?? "");
    store = await open();
  });

  const LEASE = 3_000;

  async function mustClaim(now: number): Promise<Lease> {
    const lease = await store.claim(now, LEASE);
    if (!lease) throw new Error("nothing to claim");
    return lease;
  }

  describe("deliveries", () => {
    it("are accepted once", async () => {
      expect(await store.acceptDelivery(delivery("d1"), [item(1)])).toBe("accepted");
      const lease = await mustClaim(1_000);
      await store.finish(lease, { now: 1_100, dueAt: null });
      expect(await store.acceptDelivery(delivery("d1"), [item(1)])).toBe("duplicate");
      expect(await store.claim(2_000, LEASE)).toBeNull();
    });

    it("keep nothing when the work cannot be kept", async () => {
      const broken = { ...item(1), owner: null as unknown as string };
      await expect(store.acceptDelivery(delivery("d1"), [broken])).rejects.toThrow();
      expect(await store.acceptDelivery(delivery("d1"), [item(1)])).toBe("accepted");
    });

    it("of one item make one run: 51 events, 2 runs", async () => {
      let runs = 0;
      await store.acceptDelivery(delivery("first"), [item(1)]);
      const running = await mustClaim(1_000);
      for (let n = 0; n < 50; n++) await store.acceptDelivery(delivery(`d${n}`, 1_001 + n), [item(1)]);
      expect(await store.claim(1_100, LEASE), "one item, one worker").toBeNull();
      await store.finish(running, { now: 1_100, dueAt: null });
      for (runs = 1; ; runs++) {
        const lease = await store.claim(2_000, LEASE);
        if (!lease) break;
        await store.finish(lease, { now: 2_000, dueAt: null });
      }
      expect(runs).toBe(2);
    });

    it("bring a timer forward, never back", async () => {
      await store.enqueue([item(1)], 500);
      await store.acceptDelivery(delivery("d1", 1_000), [item(1)]);
      expect(await store.nextDue()).toBe(500);
      await store.enqueue([item(1)], 100);
      expect(await store.nextDue()).toBe(100);
    });

    it("carry a renamed repository's new name", async () => {
      await store.enqueue([item(1)], 0);
      await store.enqueue([{ ...item(1), owner: "new", name: "name" }], 0);
      expect((await mustClaim(1)).key).toMatchObject({ owner: "new", name: "name", number: 1 });
    });
  });

  describe("a lease", () => {
    it("is taken over when it runs out, and the first worker is fenced off", async () => {
      await store.enqueue([item(1)], 0);
      const first = await mustClaim(0);
      expect(await store.claim(LEASE - 1, LEASE)).toBeNull();
      const second = await mustClaim(LEASE);
      expect(second.token).toBe(first.token + 1);
      expect(second.attempts).toBe(2);
      expect(await store.heartbeat(first, LEASE, LEASE)).toBe(false);
      expect(await store.finish(first, { now: LEASE, dueAt: null })).toBe(false);
      expect(await store.fail(first, { now: LEASE, error: "x", dead: true })).toBe(false);
      expect(await store.finish(second, { now: LEASE, dueAt: null })).toBe(true);
      expect(await store.finish(second, { now: LEASE, dueAt: 1 }), "ends once").toBe(false);
    });

    it("lives as long as its heart beats", async () => {
      await store.enqueue([item(1)], 0);
      const lease = await mustClaim(0);
      expect(await store.heartbeat(lease, 2_000, LEASE)).toBe(true);
      expect(await store.claim(4_999, LEASE)).toBeNull();
      expect(await store.claim(5_000, LEASE)).not.toBeNull();
    });

    it("ends with the timer the run asked for, unless an event is earlier", async () => {
      await store.enqueue([item(1)], 0);
      await store.finish(await mustClaim(0), { now: 1, dueAt: 9_000 });
      expect(await store.claim(8_999, LEASE)).toBeNull();
      const lease = await mustClaim(9_000);
      await store.acceptDelivery(delivery("d", 9_001), [item(1)]);
      await store.finish(lease, { now: 9_002, dueAt: 20_000 });
      expect(await store.nextDue()).toBe(9_001);
    });
  });

  describe("failures", () => {
    it("wait for their time, even when events come in", async () => {
      await store.enqueue([item(1)], 0);
      await store.fail(await mustClaim(0), { now: 1, error: "rate limit", retryAt: 5_000 });
      await store.acceptDelivery(delivery("d", 100), [item(1)]);
      expect(await store.claim(4_999, LEASE)).toBeNull();
      expect(await store.nextDue()).toBe(5_000);
      expect(await store.pending(100)).toBe(1);
      const lease = await mustClaim(5_000);
      expect(lease).toMatchObject({ attempts: 2, lastError: "rate limit" });
      await store.finish(lease, { now: 5_001, dueAt: null });
      await store.enqueue([item(1)], 6_000);
      expect((await mustClaim(6_000)).attempts, "success forgets failures").toBe(1);
    });

    it("park an item, visibly, until somebody replays it", async () => {
      await store.enqueue([item(1)], 0);
      await store.fail(await mustClaim(0), { now: 7, error: "suspended", dead: true });
      expect(await store.deadLetters()).toEqual([{ key: item(1), attempts: 1, error: "suspended", deadAt: 7 }]);
      await store.enqueue([item(1)], 10);
      expect(await store.claim(99, LEASE), "a sweep does not wake it").toBeNull();
      expect(await store.pending(99)).toBe(0);
      expect(await store.replay(item(1), 100)).toBe(true);
      expect(await store.replay(item(1), 100)).toBe(false);
      expect((await mustClaim(100)).attempts).toBe(1);
      expect(await store.deadLetters()).toEqual([]);
    });

    it("leave a parked item one more attempt for each event", async () => {
      await store.enqueue([item(1)], 0);
      await store.fail(await mustClaim(0), { now: 7, error: "gone", dead: true });
      await store.acceptDelivery(delivery("d", 100), [item(1)]);
      expect((await mustClaim(100)).attempts).toBe(8);
    });
  });

  describe("turns", () => {
    it("go round the installations, however much one of them has to do", async () => {
      await store.enqueue([1, 2, 3, 4, 5].map((n) => item(n, 1)), 0);
      await store.enqueue([item(1, 2), item(2, 2)], 50);
      await store.enqueue([item(1, 3)], 60);
      const served: number[] = [];
      for (let lease = await store.claim(100, LEASE); lease; lease = await store.claim(100, LEASE)) {
        served.push(lease.key.installationId);
      }
      expect(served.slice(0, 5)).toEqual([1, 2, 3, 1, 2]);
      expect(served).toHaveLength(8);
    });
  });
});
