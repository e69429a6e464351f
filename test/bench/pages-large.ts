import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import Libsql from "libsql";
import { repositoryReport } from "../../src/app/insight/repository-report.js";
import { playHistory } from "../../src/cli/demo/history/history.js";
import { toRow, type Entry } from "../../src/core/ledger/entry.js";
import { emptyRecord } from "../../src/core/record/record.js";
import { SHOWN_VERSION } from "../../src/core/shown/types.js";
import { reportHtml } from "../../src/render/insight/html.js";
import { openStore, type Store } from "../../src/store/store.js";
import { asked, kept, MOST_MS, policy, STAGES, timesOf } from "./pages.js";
import { shippedPolicy } from "./policy.js";
import { printTable, quantile, say } from "./table.js";

const REPOSITORIES = 200;
const ITEMS = 5_000;
const ROUNDS = 40;
const REPORTS = 5;
/** The promise: the report of a repository of 5,000 items. */
const MOST_REPORT_MS = 2_000;
/** Stories that are played on the App's core; the others are these once more. */
const PLAYED = 24;
/** How much more than at the beginning may be held at the end. */
const FLAT = 1.1;
const BETWEEN = 100;

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
      return [...(await measuredPages(store, names, scale)), ...(await measuredReports(store)), ...(await flatness(store, names, scale))];
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

async function measuredReports(store: Store): Promise<string[]> {
  const [own] = await store.knownRepositories();
  if (!own) throw new Error("nothing is known");
  const times: { computed: number; drawn: number }[] = [];
  for (let n = 0; n < REPORTS; n += 1) {
    const begun = process.cpuUsage();
    const report = await repositoryReport(store, [{ ...own, id: "r0", owner: "acme", name: "r0" }], {
      since: null,
      until: null,
      now: Date.now(),
    });
    const computed = spent(begun);
    reportHtml(report, ({ repository, number }) => `/${repository}/${number}`);
    times.push({ computed, drawn: spent(begun) - computed });
  }
  const whole = times.map(({ computed, drawn }) => computed + drawn);
  printTable(
    "The report of one of them",
    ["", "CPU ms: median", "CPU ms: most"],
    [
      ["reading and computing", ...of(times.map(({ computed }) => computed))],
      ["pictures and tables", ...of(times.map(({ drawn }) => drawn))],
      ["whole", ...of(whole)],
    ],
  );
  const most = Math.max(...whole);
  return most > MOST_REPORT_MS ? [`a report took ${most.toFixed(0)} ms of processor time`] : [];
}

function of(times: readonly number[]): string[] {
  return [quantile(times, 0.5).toFixed(0), Math.max(...times).toFixed(0)];
}

function spent(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1_000;
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

/** Fills a database; returns how many entries its ledger has. All that the first repository's items went through, of the others that they are governed. */
function fill(file: string, [first = "", ...others]: readonly string[], items: number): number {
  const database = new Libsql(file);
  database.pragma("synchronous = off");
  database.exec("begin");
  const shown = Array.from({ length: items }, (_, index) => shownItem(first, index + 1));
  database.prepare(ITEMS_FROM).run([JSON.stringify(shown)]);
  database.prepare(SHOWN_FROM).run([JSON.stringify(shown)]);
  let seq = 0;
  const played = stories(Date.now());
  const ledger = database.prepare(LEDGER_FROM);
  for (let number = 1; number <= items; number += 1) {
    const place = { item: `item:${first}:${number}`, repository: `acme/${first}`, number };
    const rows = (played[number % PLAYED] ?? []).map((entry) => toRow({ ...entry, ...place }));
    ledger.run([JSON.stringify(rows.map((row) => ({ ...row, payload: JSON.stringify(row.payload), seq: (seq += 1) })))]);
  }
  database.exec("commit");
  const copies = COPIES.map((text) => database.prepare(text));
  for (const name of others) {
    database.exec("begin");
    for (const copy of copies) copy.run([first, name]);
    database.exec("commit");
  }
  const { n } = database.prepare("select count(*) as n from ledger").get([]) as { n: number };
  database.close();
  return n;
}

function shownItem(name: string, number: number) {
  const stage = STAGES[number % STAGES.length] ?? "";
  const { row, page, visits, content } = kept(number, stage);
  const texts = Object.fromEntries(Object.entries({ row, page, visits, content }).map(([key, part]) => [key, JSON.stringify(part)]));
  return { id: `item:${name}:${number}`, repository: name, number, stage, record: JSON.stringify({ ...emptyRecord(), stage }), ...texts };
}

// One statement for many rows: to run one for each takes a hundred times as long.
const ITEMS_FROM = `insert into items (id, kind, installation_id, repository_id, owner, name, number, touched_at, node_id, stage, record, token, attempts, crashes, posted, handled, partial, told)
  select value ->> 'id', 'item', 1, value ->> 'repository', 'acme', value ->> 'repository', value ->> 'number', 0, value ->> 'id', value ->> 'stage', value ->> 'record', 0, 0, 0, '{}', '[]', 0, '{}' from json_each(?)`;
const SHOWN_FROM = `insert into shown_items (id, repository_id, number, open, version, row, page, visits, content, digest)
  select value ->> 'id', value ->> 'repository', value ->> 'number', 1, ${SHOWN_VERSION}, value ->> 'row', value ->> 'page', value ->> 'visits', value ->> 'content', value ->> 'number' from json_each(?)`;
const LEDGER_FROM = `insert into ledger (seq, at, kind, item, actor, payload, prev_hash, hash)
  select value ->> 'seq', value ->> 'at', value ->> 'kind', value ->> 'item', value ->> 'actor', value ->> 'payload', '${"0".repeat(64)}', '${"0".repeat(64)}' from json_each(?)`;

/** Another repository's items are the first's under their own name: `?1` is the first, `?2` the other. */
const COPIES = [
  `insert into items (id, kind, installation_id, repository_id, owner, name, number, touched_at, node_id, stage, record, token, attempts, crashes, posted, handled, partial, told)
   select replace(id, ?1, ?2), kind, installation_id, ?2, owner, ?2, number, touched_at, replace(node_id, ?1, ?2), stage, record, token, attempts, crashes, posted, handled, partial, told
   from items where repository_id = ?1`,
  `insert into shown_items (id, repository_id, number, open, version, row, page, visits, content, digest)
   select replace(id, ?1, ?2), ?2, number, open, version, row, page, visits, content, digest from shown_items where repository_id = ?1`,
  `insert into ledger (seq, at, kind, item, actor, payload, prev_hash, hash)
   select (select max(seq) from ledger) + row_number() over (), at, kind, replace(item, ?1, ?2), actor, replace(payload, 'acme/' || ?1, 'acme/' || ?2), prev_hash, hash
   from ledger where seq in (select min(seq) from ledger where item in (select id from items where repository_id = ?1) group by item)`,
];

/** A quarter of people on the App's own core: the entries of each item. */
function stories(now: number): Entry[][] {
  const contracts = Object.fromEntries(Object.entries(shippedPolicy()).filter(([path]) => path.startsWith("contracts/")));
  const { entries } = playHistory({ now, seed: 1, items: PLAYED, contracts });
  const byItem = new Map<number, Entry[]>();
  for (const entry of entries) byItem.set(entry.number ?? 0, [...(byItem.get(entry.number ?? 0) ?? []), entry]);
  return [...byItem.values()];
}
