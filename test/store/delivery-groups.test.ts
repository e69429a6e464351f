import pg from "pg";
import { describe, expect, it } from "vitest";
import type { Intake } from "../../src/store/deliveries.js";
import { DeliveryGroups } from "../../src/store/delivery-groups.js";
import { bothDialects } from "./dialects.js";
import { delivery, evaluation, item } from "./samples.js";

const intake = (id: string): Intake => ({ delivery: delivery(id), work: [], named: [] });
const ids = (group: readonly Intake[]) => group.map((one) => one.delivery.id);

describe("deliveries that come while a commit is under way", () => {
  it("are committed together by the next, and answered only then", async () => {
    const commits: { group: string[]; end: () => void }[] = [];
    const answered: string[] = [];
    const groups = new DeliveryGroups(async (group) => {
      await new Promise<void>((end) => commits.push({ group: ids(group), end }));
      return group.map(() => "accepted");
    });
    const send = (id: string) => void groups.accept(intake(id)).then(() => answered.push(id));
    const turn = () => new Promise((resolve) => setTimeout(resolve, 5));
    send("a");
    await turn();
    for (const id of ["b", "c", "d"]) send(id);
    await turn();
    expect(commits.map(({ group }) => group)).toEqual([["a"]]);
    expect(answered).toEqual([]);
    commits[0]?.end();
    await turn();
    expect(answered).toEqual(["a"]);
    expect(commits.map(({ group }) => group)).toEqual([["a"], ["b", "c", "d"]]);
    commits[1]?.end();
    await turn();
    expect(answered).toEqual(["a", "b", "c", "d"]);
  });

  it("are refused together when the database cannot write, and the next are not", async () => {
    let works = false;
    const groups = new DeliveryGroups(async (group) => {
      if (!works) throw new Error("disk full");
      return group.map(() => "accepted");
    });
    const refused = await Promise.allSettled(["a", "b"].map((id) => groups.accept(intake(id))));
    expect(refused.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    works = true;
    expect(await groups.accept(intake("c"))).toBe("accepted");
  });

  it("are kept but for the one that the database takes offence at", async () => {
    const groups = new DeliveryGroups(async (group) => {
      if (ids(group).includes("bad")) throw Object.assign(new pg.DatabaseError("invalid text", 0, "error"), { code: "22P05" });
      return group.map(() => "accepted");
    });
    const results = await Promise.allSettled(["a", "bad", "b"].map((id) => groups.accept(intake(id))));
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });
});

describe.each(await bothDialects())("many deliveries at once on $name", ({ empty, missing }) => {
  it.skipIf(missing)("are each kept once, with all their work, whatever they say", async () => {
    const store = await empty();
    const sent = Array.from({ length: 300 }, (_, n) => `d${n % 250}`);
    const odd = { action: "a\0\ud800", work: { ...item(1), owner: "\0acme\udfff" } };
    const results = await Promise.all(
      sent.map((id, n) =>
        store.acceptDelivery({ ...delivery(id, 1_000 + n), action: odd.action }, [odd.work, item((n % 250) + 1)], [`key:\0${n}`]),
      ),
    );
    expect(results.filter((result) => result === "accepted")).toHaveLength(250);
    expect(await store.pending(10_000)).toBe(250);
    expect(await store.knownDeliveries(sent)).toHaveProperty("size", 250);
  });

  it.skipIf(missing)("keep the order in which one commit was asked for", async () => {
    const store = await empty();
    const commit = (ref: string) => ({
      kind: "commit" as const,
      installationId: 1,
      repositoryId: "R_1",
      owner: "acme",
      name: "app",
      sha: "c0",
      ref,
    });
    const refs = ["again refs/heads/a", "refs/heads/a", ""];
    await Promise.all(refs.map((ref, n) => store.acceptDelivery(delivery(`c${n}`, 1_000 + n), [commit(ref)])));
    expect((await store.claim(2_000, 100))?.key).toEqual(commit("again refs/heads/a"));
  });

  it.skipIf(missing)("name, of each item that they wake, the delivery that woke it", async () => {
    const store = await empty();
    for (const number of [1, 2]) {
      await store.enqueue([item(number)], 0);
      const lease = await store.claim(0, 100);
      if (!lease) throw new Error("nothing to claim");
      const reads = { keys: [`key:${number}`], partial: false, digest: `d${number}`, since: 0 };
      await store.commit(lease, { ...evaluation(`I_${number}`), reads });
      await store.finish(lease, { now: 1, dueAt: null });
    }
    await Promise.all([1, 2].map((n) => store.acceptDelivery(delivery(`wakes-${n}`, 5_000), [], [`key:${n}`, "key:other"])));
    const leases = [await store.claim(6_000, 100), await store.claim(6_000, 100)];
    expect(leases.map((lease) => [lease?.id, lease?.delivery]).toSorted()).toEqual([
      ["item:R_1:1", "wakes-1"],
      ["item:R_1:2", "wakes-2"],
    ]);
  });
});
