import pg from "pg";
import { afterAll } from "vitest";
import { openStore } from "../../src/store/store.js";
import type { LedgerKey, Store, StoreOptions } from "../../src/store/store.js";
import { startPostgres } from "../support/postgres.js";
import { folder, TEST_KEY } from "./samples.js";

/** A kind of database to run a suite on. */
export interface Dialect {
  name: string;
  /** Why the suite cannot run on it; null when it can. */
  missing: string | null;
  /** Where a new, empty database is. */
  place(): Promise<StoreOptions>;
  /** Where an empty database is that other tests of the file used before. */
  emptyPlace(): Promise<StoreOptions>;
  /** Opens a store that is closed after the file's tests. */
  open(place: StoreOptions, key?: LedgerKey | null): Promise<Store>;
  /** An empty store: for tests that need no second one on the same database, and do not close it. */
  empty(): Promise<Store>;
}

/** Both kinds of database, to be used once at the top of a test file. */
export async function bothDialects(): Promise<Dialect[]> {
  const cluster = await startPostgres();
  const opened: Store[] = [];
  afterAll(async () => {
    await Promise.all(opened.map((store) => store.close().catch(() => undefined)));
    if (typeof cluster !== "string") await cluster.remove();
  });
  const open = async (place: StoreOptions, key: LedgerKey | null = TEST_KEY) => {
    const store = await openStore(place, key);
    opened.push(store);
    return store;
  };
  const newFolder = async () => ({ folder: folder() });
  const embedded = {
    name: "embedded",
    missing: null,
    open,
    place: newFolder,
    emptyPlace: newFolder,
    empty: () => open({ folder: ":memory:" }),
  };
  if (typeof cluster === "string") {
    const none = () => Promise.reject(new Error(cluster));
    return [embedded, { name: `PostgreSQL (skipped: ${cluster})`, missing: cluster, open, place: none, emptyPlace: none, empty: none }];
  }
  const place = async () => ({ url: await cluster.database() });
  const emptyPlace = emptied(place, open);
  return [embedded, { name: "PostgreSQL", missing: null, open, place, emptyPlace, empty: reused(emptyPlace, open) }];
}

type Open = Dialect["open"];

/** Emptying a database is much cheaper than making one. */
function emptied(place: () => Promise<{ url: string }>, open: Open): () => Promise<{ url: string }> {
  let shared: Promise<{ url: string }> | null = null;
  return async () => {
    shared ??= place().then(async (at) => (await (await open(at)).close(), at));
    await sql((await shared).url, EMPTY);
    return await shared;
  };
}

function reused(place: () => Promise<{ url: string }>, open: Open): () => Promise<Store> {
  let store: Promise<Store> | null = null;
  return async () => {
    const at = await place();
    store ??= open(at);
    return await store;
  };
}

const EMPTY = `set session_replication_role = replica;
do $$ declare one record; begin
  for one in select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%' loop
    execute 'truncate ' || quote_ident(one.tablename);
    execute 'alter table ' || quote_ident(one.tablename) || ' enable trigger all';
  end loop;
end $$`;

/** Runs statements on a PostgreSQL, as somebody else than the store would. */
export async function sql(url: string, statements: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statements);
  } finally {
    await client.end();
  }
}
