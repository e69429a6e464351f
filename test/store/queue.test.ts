import { beforeEach, describe, expect, it } from "vitest";
import { MAX_CRASHES } from "../../src/store/store.js";
import type { Lease, Store } from "../../src/store/store.js";
import { delivery, item } from "./samples.js";
import { bothDialects } from "./dialects.js";

describe.each(await bothDialects())("on $name", ({ empty, missing }) => {
  let store: Store;
  beforeEach(async (context) => {
    context.skip(missing !== null, missing ?? "");
    store = await empty();
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

    it.each([
      ["again refs/heads/a", "refs/heads/a", "again refs/heads/a"],
      ["again ", "", "again "],
      ["refs/heads/queue", "", "refs/heads/queue"],
      ["refs/heads/a", "refs/heads/b", "refs/heads/b"],
      ["", "again ", "again "],
    ])("keep what a commit waits for: %j, then %j", async (first, second, kept) => {
      const commit = (ref: string) => ({
        installationId: 1,
        repositoryId: "R",
        owner: "o",
        name: "n",
        kind: "commit" as const,
        sha: "s",
        ref,
      });
      await store.enqueue([commit(first)], 0);
      await store.enqueue([commit(second)], 0);
      const lease = await mustClaim(1);
      expect(lease.key).toMatchObject({ ref: kept });
      await store.finish(lease, { now: 2, dueAt: null });
      await store.enqueue([commit("")], 3);
      expect((await mustClaim(4)).key).toMatchObject({ ref: "" });
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
      expect(second, "a run that ended without a word is no failed attempt").toMatchObject({ attempts: 1, crashes: 1 });
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
      expect(await store.deadLetters()).toEqual([{ id: "item:R_1:1", key: item(1), attempts: 1, error: "suspended", deadAt: 7 }]);
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
      await store.enqueue(
        [1, 2, 3, 4, 5].map((n) => item(n, 1)),
        0,
      );
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

  describe("turns within an installation", () => {
    const other = (number: number) => ({ ...item(number), repositoryId: "R_other", name: "other" });

    it("go round its repositories, however much one of them has to do", async () => {
      await store.enqueue(
        [1, 2, 3, 4, 5].map((n) => item(n)),
        0,
      );
      await store.enqueue([other(1), other(2)], 50);
      const served: string[] = [];
      for (let lease = await store.claim(100, LEASE); lease; lease = await store.claim(100, LEASE)) served.push(lease.key.repositoryId);
      expect(served).toEqual(["R_1", "R_other", "R_1", "R_other", "R_1", "R_1", "R_1"]);
    });

    it("pass over a repository that has its share already", async () => {
      await store.enqueue([item(1)], 0);
      await store.enqueue([other(1)], 50);
      expect(await store.nextDue(["R_1"])).toBe(50);
      expect((await store.claim(100, LEASE, ["R_1"]))?.key.repositoryId).toBe("R_other");
      expect(await store.claim(100, LEASE, ["R_1"])).toBeNull();
      expect((await store.claim(100, LEASE))?.key.repositoryId).toBe("R_1");
    });
  });

  describe("an item whose runs end without a word", () => {
    async function crash(times: number): Promise<Lease> {
      let lease = await mustClaim(0);
      for (let n = 1; n <= times; n++) lease = await mustClaim(n * LEASE);
      return lease;
    }

    it("is told apart from one that fails, until it ends well", async () => {
      await store.enqueue([item(1)], 0);
      const lease = await crash(3);
      expect(lease).toMatchObject({ attempts: 1, crashes: 3 });
      await store.fail(lease, { now: 10 * LEASE, error: "502", retryAt: 10 * LEASE });
      expect(await mustClaim(10 * LEASE)).toMatchObject({ attempts: 2, crashes: 3 });
      const again = await mustClaim(11 * LEASE);
      await store.finish(again, { now: 11 * LEASE, dueAt: 12 * LEASE });
      expect(await mustClaim(12 * LEASE)).toMatchObject({ attempts: 1, crashes: 0 });
    });

    it("is given one more run by an event after it was parked, and starts carefully after a replay", async () => {
      await store.enqueue([item(1)], 0);
      const last = await crash(MAX_CRASHES + 1);
      await store.fail(last, { now: 100_000, error: "ended the process", dead: true });
      await store.acceptDelivery(delivery("d", 100_000), [item(1)]);
      const revived = await mustClaim(100_000);
      expect(revived.crashes).toBe(MAX_CRASHES);
      await store.fail(revived, { now: 100_001, error: "again", dead: true });
      await store.replay("item:R_1:1", 100_002);
      expect(await mustClaim(100_002)).toMatchObject({ attempts: 1, crashes: 1 });
    });
  });

  describe("a limit of GitHub's", () => {
    it("stills the whole installation, no other, and costs no attempt", async () => {
      await store.enqueue([item(1), item(2), item(1, 2)], 0);
      const first = await mustClaim(0);
      await store.fail(first, { now: 0, error: "limit", retryAt: 60_000, pauseUntil: 60_000 });
      const other = await mustClaim(1);
      expect(other.key.installationId).toBe(2);
      await store.finish(other, { now: 2, dueAt: null });
      expect(await store.claim(59_999, LEASE)).toBeNull();
      expect(await store.nextDue()).toBe(60_000);
      expect(await mustClaim(60_000)).toMatchObject({ attempts: 1, key: { installationId: 1 } });
    });

    it("is not shortened by an earlier one", async () => {
      await store.enqueue([item(1), item(2)], 0);
      const [first, second] = [await mustClaim(0), await mustClaim(0)];
      await store.fail(first, { now: 0, error: "limit", retryAt: 9_000, pauseUntil: 9_000 });
      await store.fail(second, { now: 0, error: "limit", retryAt: 5_000, pauseUntil: 5_000 });
      expect(await store.claim(8_999, LEASE)).toBeNull();
      expect(await store.claim(9_000, LEASE)).not.toBeNull();
    });
  });

  describe("a burst", () => {
    it("of 300 deliveries over 100 items is accepted whole and makes 100 runs", async () => {
      const numbers = Array.from({ length: 300 }, (_, n) => n);
      const results = await Promise.all(numbers.map((n) => store.acceptDelivery(delivery(`d${n}`), [item(n % 100)])));
      expect(results.filter((result) => result === "accepted")).toHaveLength(300);
      const runs = new Map<string, number>();
      for (let lease = await store.claim(2_000, LEASE); lease; lease = await store.claim(2_000, LEASE)) {
        runs.set(lease.id, (runs.get(lease.id) ?? 0) + 1);
        await store.finish(lease, { now: 2_000, dueAt: null });
      }
      expect([runs.size, Math.max(...runs.values())]).toEqual([100, 1]);
    });

    it("of the same delivery is accepted once", async () => {
      const results = await Promise.all(Array.from({ length: 20 }, () => store.acceptDelivery(delivery("same"), [item(1), item(2)])));
      expect(results.filter((result) => result === "accepted")).toHaveLength(1);
    });

    it("of deliveries that name the same items in any order does not lock itself up", async () => {
      const orders = Array.from({ length: 40 }, (_, n) => (n % 2 ? [item(1), item(2), item(3)] : [item(3), item(2), item(1)]));
      const results = await Promise.all(orders.map((keys, n) => store.acceptDelivery(delivery(`d${n}`), keys)));
      expect(new Set(results)).toEqual(new Set(["accepted"]));
    });
  });

  describe("what was parked", () => {
    it("is replayed all at once", async () => {
      await store.enqueue([item(1), item(2), item(3)], 0);
      for (let n = 0; n < 2; n++) await store.fail(await mustClaim(0), { now: 7, error: "x", dead: true });
      expect(await store.replayAll(50)).toBe(2);
      expect(await store.replayAll(50)).toBe(0);
      expect(await store.countParked()).toBe(0);
    });

    it("keeps a reason that no database could hold as it came", async () => {
      await store.enqueue([item(1)], 0);
      await store.fail(await mustClaim(0), { now: 7, error: "a\0b\ud800", dead: true });
      expect((await store.deadLetters())[0]?.error).toBe("ab\ufffd");
    });
  });

  describe("a chore", () => {
    it("is done by one of many, now and then", async () => {
      const takers = await Promise.all(Array.from({ length: 5 }, () => store.takeChore("sweep", 1_000, 500)));
      expect(takers.filter(Boolean)).toHaveLength(1);
      expect(await store.takeChore("sweep", 1_499, 500)).toBe(false);
      expect(await store.takeChore("other", 1_499, 500)).toBe(true);
      expect(await store.takeChore("sweep", 1_500, 500)).toBe(true);
    });
  });
});
