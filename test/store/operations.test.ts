import { describe, expect, it } from "vitest";
import type { WorkKey } from "../../src/core/ports.js";
import { bothDialects } from "./dialects.js";
import { delivery, evaluation, item } from "./samples.js";

const repository: WorkKey = { kind: "repository", installationId: 1, repositoryId: "R_1", owner: "acme", name: "app" };

describe.each(await bothDialects())("what operators need, on $name", ({ missing, empty }) => {
  it.skipIf(missing)("tells which deliveries were accepted", async () => {
    const store = await empty();
    await store.acceptDelivery(delivery("known-1"), []);
    await store.acceptDelivery(delivery("known-2"), [item(1)]);
    const many = Array.from({ length: 1_200 }, (_, index) => `other-${index}`);
    expect([...(await store.knownDeliveries(["known-2", ...many, "known-1"]))].toSorted()).toEqual(["known-1", "known-2"]);
    expect(await store.knownDeliveries([])).toEqual(new Set());
  });

  it.skipIf(missing)("keeps a mark, apart from chores of that name", async () => {
    const store = await empty();
    expect(await store.loadMark("deliveries")).toBeNull();
    await store.takeChore("deliveries", 5, 10);
    expect(await store.loadMark("deliveries")).toBeNull();
    await store.saveMark("deliveries", 7_000);
    await store.saveMark("deliveries", 6_000);
    expect(await store.loadMark("deliveries")).toBe(6_000);
  });

  it.skipIf(missing)("gives each installation its writes one after the other, whoever asks", async () => {
    const store = await empty();
    const pace = { gap: 1_000, perHour: 400 };
    const at = await Promise.all(Array.from({ length: 5 }, () => store.takeWrite(7, pace, 10_000, 99_000)));
    expect(at.toSorted((a, b) => a - b)).toEqual([10_000, 11_000, 12_000, 13_000, 14_000]);
    expect(await store.takeWrite(8, pace, 10_000, 99_000)).toBe(10_000);
    expect(await store.takeWrite(7, pace, 10_000, 12_000)).toBe(15_000);
    expect(await store.takeWrite(7, pace, 10_000, 20_000)).toBe(15_000);
  });

  it.skipIf(missing)("never gives an installation more than its hour holds", async () => {
    const store = await empty();
    const pace = { gap: 1, perHour: 20 };
    const sent: number[] = [];
    for (let now = 0; now < 3 * 3_600_000; now += 30_000) {
      const at = await store.takeWrite(9, pace, now, now);
      if (at <= now) sent.push(at);
    }
    const most = Math.max(...sent.map((from) => sent.filter((at) => at >= from && at < from + 3_600_000).length));
    expect(most).toBeLessThanOrEqual(20);
    expect(sent.length).toBeGreaterThan(30);
  });

  it.skipIf(missing)("remembers the newest delivery that asked for work, and none for a timer", async () => {
    const store = await empty();
    await store.acceptDelivery(delivery("first"), [item(1)]);
    await store.acceptDelivery(delivery("second"), [item(1)]);
    await store.enqueue([item(2)], 0);
    const leases = [await store.claim(Date.now() + 1e9, 100), await store.claim(Date.now() + 1e9, 100)];
    expect(leases.map((lease) => lease?.delivery ?? null).toSorted()).toEqual([null, "second"].toSorted());
  });

  it.skipIf(missing)("counts what is due, running, failed and parked, and not the timers", async () => {
    const store = await empty();
    expect(await store.queueFigures(0)).toEqual({ due: 0, running: 0, retrying: 0, parked: 0, oldestDueAt: null });
    for (const number of [1, 2, 3]) await store.enqueue([item(number)], 1_000 + number);
    const park = await store.claim(2_000, 100);
    if (park) await store.fail(park, { now: 2_000, error: "no", dead: true });
    const again = await store.claim(2_000, 100);
    if (again) await store.fail(again, { now: 2_000, error: "no", retryAt: 9_000 });
    await store.claim(2_000, 100);
    await store.enqueue([item(4)], 1_500);
    await store.enqueue([item(5)], 1_400);
    await store.enqueue([item(6)], 99_000);
    expect(await store.queueFigures(2_000)).toEqual({ due: 2, running: 1, retrying: 1, parked: 1, oldestDueAt: 1_400 });
  });

  it.skipIf(missing)("puts a whole repository back in line, parked work included, the repository first and the rest apart", async () => {
    const store = await empty();
    for (const number of [1, 2]) {
      await store.enqueue([item(number)], 1);
      const lease = await store.claim(1, 100);
      if (!lease) throw new Error("nothing to claim");
      await store.commit(lease, evaluation(`I_${number}`, null));
      if (number === 1) await store.finish(lease, { now: 1, dueAt: null });
      else await store.fail(lease, { now: 1, error: "no", dead: true });
    }
    await store.enqueue([repository], 50_000);
    expect(await store.resync({ owner: "ACME", name: "App" }, 10_000)).toBe(2);
    expect((await store.claim(10_000, 9_000))?.key.kind).toBe("repository");
    expect(await store.claim(10_000, 100)).toBeNull();
    expect(await store.claim(10_399, 100)).toMatchObject({ id: "item:R_1:1", attempts: 1 });
    expect(await store.claim(10_400, 100)).toMatchObject({ attempts: 1 });
    expect(await store.countParked()).toBe(0);
  });

  it.skipIf(missing)("touches no other repository", async () => {
    const store = await empty();
    await store.enqueue([repository, { ...item(1), repositoryId: "R_9", name: "other" }], 50_000);
    expect(await store.resync({ owner: "acme", name: "app" }, 10_000)).toBe(0);
    expect(await store.claim(20_000, 100)).toMatchObject({ id: "repository:R_1" });
    expect(await store.claim(20_000, 100)).toBeNull();
    expect(await store.resync({ owner: "acme", name: "nowhere" }, 10_000)).toBeNull();
  });

  it.skipIf(missing)("finds a repository's items under the name it has today", async () => {
    const store = await empty();
    await store.enqueue([{ ...item(1), name: "old-name" }, repository], 50_000);
    expect(await store.resync({ owner: "acme", name: "app" }, 10_000)).toBe(1);
  });
});
