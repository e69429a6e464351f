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
  /** Opens a store that is closed after the file's tests; by default on a new database. */
  open(place?: StoreOptions): Promise<Store>;
}

/** Both kinds of database, to be used once at the top of a test file. */
export async function bothDialects(): Promise<Dialect[]> {
  const cluster = await startPostgres();
  const opened: Store[] = [];
  afterAll(async () => {
    await Promise.all(opened.map((store) => store.close().catch(() => undefined)));
    if (typeof cluster !== "string") await cluster.remove();
  });
  const dialect = (name: string, missing: string | null, place: Dialect["place"]): Dialect => ({
    name: missing === null ? name : `${name} (skipped: ${missing})`,
    missing,
    place,
    async open(at) {
      const store = await openStore(at ?? (await place()));
      opened.push(store);
      return store;
    },
  });
  const embedded = dialect("embedded", null, async () => ({ folder: folder() }));
  if (typeof cluster === "string") return [embedded, dialect("PostgreSQL", cluster, () => Promise.reject(new Error(cluster)))];
  return [embedded, dialect("PostgreSQL", null, async () => ({ url: await cluster.database() }))];
}
