import { beforeEach, describe, expect, it } from "vitest";
import { Fenced } from "../../src/store/store.js";
import type { Lease, Store } from "../../src/store/store.js";
import { evaluation, item } from "./samples.js";
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

  const note = { at: 1, kind: "accepted", item: "I_1", actor: "ana", payload: {} };

  describe("what trusted names mean", () => {
    it("is kept as it was first read, for each that trusts, until the name is taken out", async () => {
      await store.saveRepositoryPins("R_1", [["acme/a", "R_2"]], [], 1);
      await store.saveRepositoryPins(
        "R_1",
        [
          ["acme/a", "R_9"],
          ["acme/b", "R_3"],
        ],
        [],
        2,
      );
      await store.saveRepositoryPins("R_4", [["acme/a", "R_9"]], [], 2);
      expect([...(await store.loadRepositoryPins("R_1"))].toSorted()).toEqual([
        ["acme/a", "R_2"],
        ["acme/b", "R_3"],
      ]);
      expect([...(await store.loadRepositoryPins("R_4"))]).toEqual([["acme/a", "R_9"]]);
      await store.saveRepositoryPins("R_1", [], ["acme/a"], 3);
      await store.saveRepositoryPins("R_1", [["acme/a", "R_9"]], [], 4);
      expect((await store.loadRepositoryPins("R_1")).get("acme/a")).toBe("R_9");
      expect([...(await store.loadRepositoryPins("R_5"))]).toEqual([]);
    });
  });

  describe("an evaluation", () => {
    it("comes back as it was kept, by key and by node id", async () => {
      const lease = await working(1);
      expect(await store.load(item(1))).toBeNull();
      await store.commit(lease, evaluation("I_1"));
      const { record, posted, handled } = evaluation("I_1");
      const stored = { nodeId: "I_1", record, posted, handled, updatedAt: 5_000, headSha: null, reads: null, told: {}, isGone: false };
      expect(await store.load(item(1))).toEqual(stored);
      expect(await store.findByNodeId("I_1")).toEqual({ key: item(1), item: stored });
      expect(await store.findByNodeId("I_2")).toBeNull();
      expect([...(await store.loadMany(["I_1", "I_9"])).keys()]).toEqual(["I_1"]);
    });

    it("survives the next event", async () => {
      const lease = await working(1);
      await store.commit(lease, evaluation("I_1"));
      await store.enqueue([item(1)], 10);
      expect((await store.load(item(1)))?.handled).toEqual([3, 4]);
    });

    it("of a worker that lost its lease is refused whole", async () => {
      const lease = await working(1);
      await store.claim(1_000, 1_000);
      const late = { ...evaluation("I_1"), entries: [note] };
      await expect(store.commit(lease, late)).rejects.toThrow(Fenced);
      await expect(store.savePosted(lease, { now: 1, posted: {} })).rejects.toThrow(Fenced);
      expect(await store.load(item(1))).toBeNull();
      expect(await store.ledger.entries(0)).toEqual([]);
    });

    it("is not kept when its ledger entry cannot be", async () => {
      const lease = await working(1);
      const broken = { ...evaluation("I_1"), entries: [{ ...note, payload: undefined }] };
      await expect(store.commit(lease, broken)).rejects.toThrow();
      expect(await store.load(item(1))).toBeNull();
    });

    it("takes what was posted afterwards", async () => {
      const lease = await working(1);
      await store.commit(lease, evaluation("I_1"));
      await store.savePosted(lease, { now: 6_000, posted: { living: { id: 8, hash: "i" } } });
      expect(await store.load(item(1))).toMatchObject({ posted: { living: { id: 8 } }, handled: [3, 4], updatedAt: 6_000 });
    });
  });

  describe("items of a repository", () => {
    it("are governed when they are in a stage", async () => {
      await store.commit(await working(1), evaluation("I_1"));
      await store.commit(await working(2), evaluation("I_2", null));
      await working(3);
      expect(await store.governedItems("R_1")).toEqual([item(1)]);
      expect(await store.governedItems("R_2")).toEqual([]);
    });

    it("are found by the head they were judged at", async () => {
      await store.commit(await working(1), { ...evaluation("I_1"), headSha: "abc" });
      await store.commit(await working(2), { ...evaluation("I_2"), headSha: "abc" });
      expect((await store.itemsWithHead("R_1", "abc")).map((found) => found.item.nodeId)).toEqual(["I_1", "I_2"]);
      expect(await store.itemsWithHead("R_1", "abd")).toEqual([]);
    });
  });

  describe("items of other repositories", () => {
    it("are found by their repository's name", async () => {
      await store.commit(await working(1), evaluation("I_1", "build"));
      await store.enqueue([item(2)], 0);
      expect((await store.findByName("ACME/App", 1))?.record.stage).toBe("build");
      expect(await store.findByName("acme/app", 2)).toBeNull();
      expect(await store.findByName("acme/other", 1)).toBeNull();
    });
  });

  describe("policies", () => {
    it("keep the last good files and the first sight", async () => {
      expect(await store.loadPolicy("R_1")).toBeNull();
      expect(await store.policyFirstSeen("R_1", 10)).toBe(10);
      expect(await store.loadPolicy("R_1")).toBeNull();
      await store.savePolicy("R_1", { commit: "a", files: [{ path: "p", text: "t" }] }, 20);
      await store.savePolicy("R_1", { commit: "b", files: [] }, 30);
      expect(await store.loadPolicy("R_1")).toEqual({ commit: "b", files: [] });
      expect(await store.policyFirstSeen("R_1", 40)).toBe(10);
    });
  });

  describe("retention", () => {
    it("forgets what has nothing to remember, keeps what was evaluated", async () => {
      const day = 86_400_000;
      await store.acceptDelivery({ id: "d", event: "issues", action: null, installationId: 1, receivedAt: 0 }, [item(1), item(2)]);
      for (const id of ["I_1", null]) {
        const lease = await store.claim(0, 1_000);
        if (lease && id) await store.commit(lease, evaluation(id));
        if (lease) await store.finish(lease, { now: 0, dueAt: null });
      }
      expect(await store.retention(13 * day)).toBe(0);
      expect(await store.retention(31 * day)).toBe(2);
      expect(await store.load(item(1))).not.toBeNull();
    });
  });
});
