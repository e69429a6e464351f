import pg from "pg";
import { afterAll } from "vitest";
import { openStore } from "../../src/store/store.js";
import type { Store, StoreOptions } from "../../src/store/store.js";
import { startPostgres } from "../support/postgres.js";
import { folder } from "./samples.js";

/** A kind of database to run a suite on. */
export interface Dialect {
  name: string;
  /** Why the suite cannot run on it; null when it can. */
  missing: string | null;
  /** Where a new, empty database is. */
  place(): Promise<StoreOptions>;
  /** Opens a store that is closed after the file's tests. */
  open(place: StoreOptions): Promise<Store>;
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
  const open = async (place: StoreOptions) => {
    const store = await openStore(place);
    opened.push(store);
    return store;
  };
  const embedded = {
    name: "embedded",
    missing: null,
    open,
    place: async () => ({ folder: folder() }),
    empty: () => open({ folder: ":memory:" }),
  };
  if (typeof cluster === "string") {
    const none = () => Promise.reject(new Error(cluster));
    return [embedded, { name: `PostgreSQL (skipped: ${cluster})`, missing: cluster, open, place: none, empty: none }];
  }
  const place = async () => ({ url: await cluster.database() });
  return [embedded, { name: "PostgreSQL", missing: null, open, place, empty: reused(place, open) }];
}

/** Emptying a database is much cheaper than making one. */
function reused(place: () => Promise<{ url: string }>, open: (place: StoreOptions) => Promise<Store>): () => Promise<Store> {
  let shared: Promise<{ url: string; store: Store }> | null = null;
  return async () => {
    shared ??= place().then(async (at) => ({ ...at, store: await open(at) }));
    const { url, store } = await shared;
    await sql(url, EMPTY);
    return store;
  };
}

const EMPTY = `set session_replication_role = replica;
do $$ declare one record; begin
  for one in select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%' loop
    execute 'truncate ' || quote_ident(one.tablename);
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
