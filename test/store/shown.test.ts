import { beforeEach, describe, expect, it } from "vitest";
import { emptyRecord } from "../../src/core/record/record.js";
import { SHOWN_VERSION, type KeptForPages, type ShownItem, type ShownPolicy, type ShownRow } from "../../src/core/shown/types.js";
import { Fenced, type Store } from "../../src/store/store.js";
import { bothDialects } from "./dialects.js";
import { evaluation, item } from "./samples.js";

function row(number: number, some: Partial<ShownRow> = {}): ShownRow {
  return {
    version: SHOWN_VERSION,
    number,
    kind: "issue",
    title: `Item ${number}`,
    url: `https://github.com/acme/app/issues/${number}`,
    closed: false,
    observed: false,
    stage: "discover",
    to: "decide",
    state: "resting",
    since: 10,
    holder: { role: "pm", person: null },
    nearest: null,
    gates: { red: 0, all: 0 },
    due: null,
    waits: [],
    ...some,
  };
}

function kept(number: number, some: Partial<KeptForPages> = {}): KeptForPages {
  const page: ShownItem = {
    version: SHOWN_VERSION,
    headline: "",
    rail: [],
    next: "",
    notices: [],
    boundary: null,
    contract: null,
    gates: [],
    digest: "",
    timezone: "UTC",
  };
  return { row: row(number), page, visits: [], content: { "[null]": "a" }, digest: `d${number}`, ...some };
}

describe.each(await bothDialects())("what pages show, on $name", ({ empty, missing }) => {
  let store: Store;
  beforeEach(async (context) => {
    context.skip(missing !== null, missing ?? "");
    store = await empty();
  });

  async function look(number: number, shown: KeptForPages | null | undefined, trouble?: string): Promise<void> {
    await store.enqueue([item(number)], 0);
    const lease = await store.claim(0, 1_000);
    if (!lease) throw new Error("nothing to claim");
    const base = evaluation(`I_${number}`);
    await store.commit(lease, { ...base, shown, record: { ...base.record, ...(trouble === undefined ? {} : { trouble }) } });
    await store.finish(lease, { now: 1, dueAt: null });
  }

  const board = async () => (await store.boardRows(["R_1"])).get("R_1") ?? [];

  it("is kept with a look, replaced by the next, and stays where a look says nothing of it", async () => {
    await look(1, kept(1));
    expect(await board()).toEqual([{ row: row(1), trouble: null }]);
    await look(1, undefined);
    expect(await board()).toHaveLength(1);
    await look(1, kept(1, { row: row(1, { title: "Another", closed: true }), digest: "other" }));
    expect(await board()).toEqual([]);
    expect((await store.shownPage(item(1)))?.row.title).toBe("Another");
    expect(await store.isShown(item(1), "other")).toBe(true);
    expect(await store.isShown(item(1), "d1")).toBe(false);
  });

  it("is gone when the policy does not govern the item, or GitHub does not have it any more", async () => {
    await look(1, kept(1));
    await look(1, null);
    expect(await store.shownPage(item(1))).toBe(null);
    expect(await store.isShown(item(1), null)).toBe(true);
    await look(2, kept(2));
    await store.enqueue([item(2)], 0);
    const lease = await store.claim(0, 1_000);
    await store.markGone(lease as never, 5);
    expect(await board()).toEqual([]);
  });

  it("is nothing of a look that lost its lease", async () => {
    await look(1, kept(1));
    await store.enqueue([item(1)], 0);
    const lease = await store.claim(0, 1_000);
    await store.claim(100_000, 1_000);
    const late = store.commit(lease as never, { ...evaluation("I_1"), shown: kept(1, { digest: "late" }) });
    await expect(late).rejects.toThrow(Fenced);
    expect(await store.isShown(item(1), "d1")).toBe(true);
  });

  it("keeps what was acknowledged until something else is, and says why an item could not be judged", async () => {
    const acked = { at: 7, by: [{ id: 1, login: "ana" }], content: { "[null]": "a" } };
    await look(1, kept(1, { acked }));
    await look(1, kept(1, { digest: "next", content: { "[null]": "b" } }));
    expect(await store.shownPage(item(1))).toMatchObject({ acked, content: { "[null]": "b" }, trouble: null });
    await look(1, undefined, "too much");
    expect((await store.shownPage(item(1)))?.trouble).toBe("too much");
    await look(1, kept(1));
    expect((await store.shownPage(item(1)))?.trouble).toBe(null);
  });

  it("tells how many items are still to be looked at, and is written anew after a resync", async () => {
    await look(1, kept(1, { visits: [{ stage: "discover", ms: 5 }] }));
    await look(2, undefined);
    expect(await store.notYetShown("R_1")).toBe(1);
    expect(await store.shownVisits("R_1")).toEqual([{ stage: "discover", ms: 5 }]);
    await store.resync({ owner: "acme", name: "app" }, 10);
    expect(await store.isShown(item(1), "d1")).toBe(false);
    expect(await board()).toHaveLength(1);
  });

  it("knows a repository's policy", async () => {
    const policy = { version: SHOWN_VERSION, stages: [] } as unknown as ShownPolicy;
    const known = { repositoryId: "R_1", owner: "acme", name: "app", policy, digest: "d" };
    await store.saveShownRepository(known);
    await store.saveShownRepository({ ...known, name: "renamed" });
    expect(await store.shownRepositories(["R_0", "R_1"])).toEqual([{ ...known, name: "renamed" }]);
  });

  it("holds entries of an item against the chain and the key", async () => {
    const entry = (kind: string) => ({ at: 1, kind, item: "I_1", actor: null, payload: { version: 2 } });
    await store.enqueue([item(1)], 0);
    const lease = await store.claim(0, 1_000);
    await store.commit(lease as never, { ...evaluation("I_1"), record: emptyRecord(), entries: [entry("held"), entry("unheld")] });
    const found = await store.entriesOf("I_1", 10);
    expect(found.map(({ seq, kind, proof }) => ({ seq, kind, proof }))).toEqual([
      { seq: 2, kind: "unheld", proof: "verified" },
      { seq: 1, kind: "held", proof: "verified" },
    ]);
    expect(await store.entriesOf("I_1", 1)).toHaveLength(1);
    expect(await store.entriesOf("I_2", 10)).toEqual([]);
  });
});
