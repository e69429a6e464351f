import { join } from "node:path";
import Libsql from "libsql";
import { Kysely, Migrator } from "kysely";
import { embeddedDialect } from "../../src/store/embedded.js";
import { MIGRATIONS } from "../../src/store/migrations.js";
import { patientDialect } from "../../src/store/postgres.js";
import type { Schema } from "../../src/store/schema.js";
import type { Store, StoreOptions } from "../../src/store/store.js";
import { sql } from "./dialects.js";
import { plainRows, type PlainRow } from "./plain-ledger.js";
import { evaluation, item } from "./samples.js";

/** Makes a worker append, as an evaluation does. */
export async function append(to: Store, count: number, number = 1): Promise<void> {
  await to.enqueue([item(number)], 0);
  const lease = await to.claim(0, 1_000);
  if (!lease) throw new Error("nothing to claim");
  const entries = Array.from({ length: count }, (_, n) => ({
    at: n,
    kind: "accepted",
    item: `I_${n}`,
    actor: "ana",
    payload: { b: n, a: [1] },
  }));
  await to.commit(lease, { ...evaluation(`I_${number}`), entries });
  await to.finish(lease, { now: 1, dueAt: null });
}

/** Runs statements on the database, as somebody else than the store would. */
export async function run(place: StoreOptions, statements: string): Promise<void> {
  if ("url" in place) return await sql(place.url, statements);
  const db = new Libsql(join(place.folder, "baton.db"));
  try {
    db.exec(statements);
  } finally {
    db.close();
  }
}

/** Somebody with the database in hand, and without our triggers. */
export async function tamper(place: StoreOptions, statements: string): Promise<void> {
  const unguarded =
    "url" in place
      ? "alter table ledger disable trigger all"
      : ["ledger_no_update", "ledger_no_delete", "ledger_stays_keyed"].map((name) => `drop trigger if exists ${name}`).join("; ");
  await run(place, `${unguarded}; ${statements}`);
}

/** The same, who makes the table anew so that a number may be there twice. */
export async function tamperWithoutUniqueKey(place: StoreOptions, statements: string): Promise<void> {
  const loosened =
    "url" in place
      ? "alter table ledger drop constraint ledger_pkey"
      : "create table loose as select * from ledger; drop table ledger; alter table loose rename to ledger";
  await tamper(place, `${loosened}; ${statements}`);
}

/** Leaves a database as it was before the ledger was keyed. */
export async function leaveOldLedger(place: StoreOptions, rows: readonly PlainRow[] = plainRows()): Promise<void> {
  const dialect = "url" in place ? patientDialect(place.url) : embeddedDialect(join(place.folder, "baton.db"));
  const db = new Kysely<Omit<Schema, "ledger"> & { ledger: PlainRow }>({ dialect });
  const old = Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => name < "0006"));
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => old } }).migrateToLatest();
  if (error) throw new Error("no old database", { cause: error });
  await db
    .insertInto("ledger")
    .values([...rows])
    .execute();
  await db.destroy();
}
