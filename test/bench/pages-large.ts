import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { ReportMaker } from "../../src/app/insight/report-maker.js";
import { openStore, type Store } from "../../src/store/store.js";
import { fill } from "./pages-fill.js";
import { asked, MOST_MS, policy, timesOf } from "./pages.js";
import { printTable, quantile, say } from "./table.js";

const REPOSITORIES = 200;
const ITEMS = 5_000;
const ROUNDS = 40;
const REPORTS = 5;
/** The promise: the report of a repository of 5,000 items. */
const MOST_REPORT_MS = 2_000;
/** How much more than at the beginning may be held at the end. */
const FLAT = 1.1;
const BETWEEN = 25;
/** Processor time is what is measured: on a busy machine a report waits long for it. */
const PATIENCE_MS = 600_000;

/** Measures pages and the report of one repository of 5,000 items beside 199 others, filled at once and not through the App, and memory over many requests. */
export async function pagesLarge(scale: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "baton-bench-"));
  try {
    await (await openStore({ folder })).close();
    const names = Array.from({ length: Math.ceil(REPOSITORIES * scale) }, (_, r) => `r${r}`);
    const rows = fill(join(folder, "baton.db"), names, Math.ceil(ITEMS * scale));
    say(`${names.length} repositories × ${Math.ceil(ITEMS * scale)} items, ${rows} entries of the ledger`);
    const store = await openStore({ folder });
    for (const name of names) await store.saveShownRepository({ repositoryId: name, owner: "acme", name, policy: policy(), digest: "d" });
    try {
      return [...(await measuredPages(store, names, scale)), ...(await measuredReports(folder)), ...(await flatness(store, names, scale))];
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measuredPages(store: Store, names: string[], scale: number): Promise<string[]> {
  const measured: [string, number, number][] = [];
  for (const [name, page] of asked()) {
    // What waits for somebody looks into all their repositories; nobody has 200 of this size.
    const times = await timesOf(store, page.is === "front" ? names.slice(0, 1) : names, page, Math.ceil(ROUNDS * scale));
    measured.push([name, quantile(times, 0.5), quantile(times, 0.95)]);
  }
  printTable(
    "Pages of one of them, from the embedded database",
    ["page", "CPU ms: p50", "CPU ms: p95"],
    measured.map(([name, p50, p95]) => [name, p50.toFixed(1), p95.toFixed(1)]),
  );
  return measured.flatMap(([name, , p95]) => (p95 > MOST_MS ? [`${name} took ${p95.toFixed(0)} ms of processor time at p95`] : []));
}

/** In its thread, over a connection of its own, as for a page. */
async function measuredReports(folder: string): Promise<string[]> {
  const maker = new ReportMaker(PATIENCE_MS);
  const times: number[] = [];
  for (let n = 0; n < REPORTS; n += 1) {
    const begun = process.cpuUsage();
    const repositories = [{ id: "r0", owner: "acme", name: "r0" }];
    const made = await maker.make({ place: { folder }, repositories, days: { since: null, until: null }, now: Date.now() });
    if (made.html.length < 100_000) throw new Error("the report is empty");
    const { user, system } = process.cpuUsage(begun);
    times.push((user + system) / 1_000);
  }
  const [first = 0, ...others] = times;
  printTable(
    "The report of one of them, with its pictures, in a thread",
    ["", "CPU ms"],
    [
      ["the first, nothing is compiled yet", first.toFixed(0)],
      ["median of the others", quantile(others, 0.5).toFixed(0)],
      ["most of the others", Math.max(...others).toFixed(0)],
    ],
  );
  const median = quantile(times, 0.5);
  return median > MOST_REPORT_MS ? [`a report took ${median.toFixed(0)} ms of processor time`] : [];
}

async function flatness(store: Store, names: string[], scale: number): Promise<string[]> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const [[, board] = ["", null]] = asked();
  if (!board) throw new Error("no board");
  const held: number[] = [];
  for (let n = 0; n <= 4; n += 1) {
    collect();
    held.push(process.memoryUsage().heapUsed / 1024 ** 2);
    if (n < 4) await timesOf(store, names, board, Math.ceil(BETWEEN * scale));
  }
  printTable(
    "Heap after a collection, over requests of the board",
    held.map((_, n) => String(n * BETWEEN)),
    [held.map((mb) => `${mb.toFixed(1)} MB`)],
  );
  const [, first = 0] = held;
  const last = held.at(-1) ?? 0;
  return last > first * FLAT ? [`the heap grew from ${first.toFixed(1)} to ${last.toFixed(1)} MB`] : [];
}
