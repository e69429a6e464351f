import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import type { WorkKey } from "../../src/core/ports.js";
import { emptyRecord } from "../../src/core/record/record.js";
import { openStore, type Lease, type Store } from "../../src/store/store.js";
import { median, printTable } from "./table.js";

const ITEMS = 400;
const DELIVERIES = 200;
/** As many rest on one team. */
const RESTING = 600;
/** An issue without dependencies, one with a dozen documents and people, and the largest set that is kept. */
const SIZES = [0, 12, 50, 500];

/** Measures what a read set costs: bytes and rows of an item, time of a commit, time of a delivery by how many it wakes. */
export async function readSets(scale: number): Promise<string[]> {
  const items = Math.ceil(ITEMS * scale);
  const rows = [];
  for (const size of SIZES) rows.push(await perItem(size, size === 500 ? Math.ceil(items / 10) : items));
  printTable(
    "What an item rests on, in the embedded database",
    ["keys of an item", "bytes on the disk", "first commit ms", "commit of the same set ms"],
    rows,
  );
  printTable(
    "Accepting a delivery, by how many rest on what it names",
    ["delivery", "ms"],
    await perDelivery(Math.ceil(DELIVERIES * scale)),
  );
  return [];
}

async function perItem(size: number, items: number): Promise<string[]> {
  const empty = await inFolder(async (_store, bytes) => await bytes());
  return await inFolder(async (store, bytes) => {
    const keys = (number: number) => Array.from({ length: size }, (_, index) => `item:R_kgDOK${number % 97}xyz#${index * 7 + number}`);
    const first: number[] = [];
    const again: number[] = [];
    for (const times of [first, again]) {
      for (let number = 1; number <= items; number += 1) {
        const lease = await claimed(store, number);
        times.push(await timed(() => store.commit(lease, evaluation(number, keys(number)))));
        await store.finish(lease, { now: 1, dueAt: null });
      }
    }
    return [String(size), (((await bytes()) - empty) / items).toFixed(0), median(first).toFixed(2), median(again).toFixed(2)];
  });
}

async function perDelivery(deliveries: number): Promise<string[][]> {
  return await inFolder(async (store) => {
    for (let number = 1; number <= RESTING; number += 1) {
      const lease = await claimed(store, number);
      const common = [`item:R_1#${number}`, "teams:acme", ...(number <= 20 ? ["item:R_1#twenty"] : [])];
      await store.commit(lease, evaluation(number, common));
      await store.finish(lease, { now: 1, dueAt: null });
    }
    const cases: [string, (n: number) => string[]][] = [
      ["that names nothing", () => []],
      ["that names an item on which nobody rests", (n) => [`item:R_2#${n}`, `item:acme/other#${n}`]],
      ["that names an item on which one rests", (n) => [`item:R_1#${(n % RESTING) + 1}`, `item:acme/app#${n}`]],
      ["on which 20 rest", () => ["item:R_1#twenty"]],
      [`on which ${RESTING} rest: 200 at once, the others in slices`, () => ["teams:acme"]],
    ];
    const rows: string[][] = [];
    for (const [name, named] of cases) {
      const times: number[] = [];
      for (let n = 0; n < deliveries; n += 1) {
        const delivery = { id: `${name}${n}`, event: "issues", action: "closed", installationId: 1, receivedAt: 2 };
        times.push(await timed(() => store.acceptDelivery(delivery, [keyOf(5_000 + (n % 100))], named(n))));
      }
      rows.push([name, median(times).toFixed(2)]);
    }
    return rows;
  });
}

async function inFolder<T>(work: (store: Store, bytes: () => Promise<number>) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "baton-bench-"));
  const store = await openStore({ folder });
  try {
    return await work(store, async () => {
      await store.close();
      const file = join(folder, "baton.db");
      const database = new Database(file);
      database.pragma("wal_checkpoint(truncate)");
      database.close();
      return statSync(file).size;
    });
  } finally {
    await store.close().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

async function claimed(store: Store, number: number): Promise<Lease> {
  await store.enqueue([keyOf(number)], 0);
  const lease = await store.claim(0, 60_000);
  if (!lease) throw new Error("nothing to claim");
  return lease;
}

function keyOf(number: number): WorkKey {
  return { kind: "item", installationId: 1, repositoryId: "R_1", owner: "acme", name: "app", number };
}

function evaluation(number: number, keys: string[]) {
  const record = { ...emptyRecord(), stage: "discover" };
  const reads = { keys, partial: false, digest: keys.join().slice(0, 64), since: 3 };
  return { now: 1, nodeId: `I_${number}`, record, posted: {}, handled: [], entries: [], reads, told: { [`stage:R_1#${number}`]: "a" } };
}
