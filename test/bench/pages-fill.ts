import Libsql from "libsql";
import { playHistory } from "../../src/cli/demo/history/history.js";
import { toRow, type Entry } from "../../src/core/ledger/entry.js";
import { emptyRecord } from "../../src/core/record/record.js";
import { SHOWN_VERSION } from "../../src/core/shown/types.js";
import { kept, STAGES } from "./pages.js";
import { shippedPolicy } from "./policy.js";

/** Stories that are played on the App's core; the others are these once more. */
const PLAYED = 24;
/** Of the page cache, in KiB: an index that does not fit is read again with each row. */
const CACHE = 256 * 1024;

/**
 * Fills the database in a file, whose tables are there: the first repository's items with all that they went through, the others' with their first entry.
 * Returns how many entries the ledger has.
 */
export function fill(file: string, [first = "", ...others]: readonly string[], items: number): number {
  const database = new Libsql(file);
  // A crash costs another filling only.
  database.exec(`pragma synchronous = off; pragma cache_size = -${CACHE}; pragma temp_store = memory; pragma wal_autocheckpoint = 50000`);
  database.exec("begin");
  const shown = JSON.stringify(Array.from({ length: items }, (_, index) => shownItem(first, index + 1)));
  database.prepare(ITEMS_FROM).run([shown]);
  database.prepare(SHOWN_FROM).run([shown]);
  fillLedger(database, first, items);
  database.exec("commit");
  database.exec("create temp table firsts as select min(seq) as seq from ledger group by item");
  const copies = COPIES.map((text) => database.prepare(text));
  for (const name of others) {
    database.exec("begin");
    for (const copy of copies) copy.run([first, name]);
    database.exec("commit");
  }
  const { n } = database.prepare("select count(*) as n from ledger").get([]) as { n: number };
  // What stays in the log is read by way of its index, page by page.
  database.exec("pragma wal_checkpoint(truncate)");
  database.close();
  return n;
}

/** In the order of time, as the App adds to it: an item's entries lie far from each other. */
function fillLedger(database: Libsql.Database, repository: string, items: number): void {
  const played = stories(Date.now());
  database.exec("create temp table told (at, kind, item, actor, payload)");
  const tell = database.prepare(TOLD_FROM);
  for (let number = 1; number <= items; number += 1) {
    const place = { item: `item:${repository}:${number}`, repository: `acme/${repository}`, number };
    const rows = (played[number % PLAYED] ?? []).map((entry) => toRow({ ...entry, ...place }));
    tell.run([JSON.stringify(rows.map((row) => ({ ...row, payload: JSON.stringify(row.payload) })))]);
  }
  database.exec(LEDGER_FROM);
  database.exec("drop table told");
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
const TOLD_FROM = `insert into told
  select value ->> 'at', value ->> 'kind', value ->> 'item', value ->> 'actor', value ->> 'payload' from json_each(?)`;
// With a key's name, as the App writes them: a row without one has the whole ledger looked through for one that has.
const LEDGER_FROM = `insert into ledger (seq, at, kind, item, actor, payload, prev_hash, key_id, hash)
  select row_number() over (order by at, rowid), at, kind, item, actor, payload, '${"0".repeat(64)}', '${"0".repeat(16)}', '${"0".repeat(64)}' from told order by 1`;

/** Another repository's items are the first's under their own name: `?1` is the first, `?2` the other. */
const COPIES = [
  `insert into items (id, kind, installation_id, repository_id, owner, name, number, touched_at, node_id, stage, record, token, attempts, crashes, posted, handled, partial, told)
   select replace(id, ?1, ?2), kind, installation_id, ?2, owner, ?2, number, touched_at, replace(node_id, ?1, ?2), stage, record, token, attempts, crashes, posted, handled, partial, told
   from items where repository_id = ?1`,
  `insert into shown_items (id, repository_id, number, open, version, row, page, visits, content, digest)
   select replace(id, ?1, ?2), ?2, number, open, version, row, page, visits, content, digest from shown_items where repository_id = ?1`,
  `insert into ledger (seq, at, kind, item, actor, payload, prev_hash, key_id, hash)
   select (select max(seq) from ledger) + row_number() over (), at, kind, replace(item, ?1, ?2), actor, replace(payload, 'acme/' || ?1, 'acme/' || ?2), prev_hash, key_id, hash
   from ledger where seq in (select seq from firsts)`,
];

/** A quarter of people on the App's own core: the entries of each item. */
function stories(now: number): Entry[][] {
  const files = Object.fromEntries(Object.entries(shippedPolicy()).filter(([path]) => path.startsWith("contracts/")));
  const { entries } = playHistory({ now, seed: 1, items: PLAYED, files });
  const byItem = new Map<number, Entry[]>();
  for (const entry of entries) byItem.set(entry.number ?? 0, [...(byItem.get(entry.number ?? 0) ?? []), entry]);
  return [...byItem.values()];
}
