import { setTimeout as sleep } from "node:timers/promises";
import { PostgresAdapter, sql } from "kysely";
import type { Kysely, RawBuilder, Transaction } from "kysely";
import type { Schema } from "./schema.js";

/** Any number but Kysely's own: the lock under which the ledger grows. */
const LEDGER_LOCK = 7_210_044_518;
const REPEATS = 3;

/** True when the database is PostgreSQL, false when it is the embedded one. */
export function isPostgres<T>(db: Kysely<T>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** The type of a column in rows that are given as a parameter. */
type Type = "text" | "bigint";

/**
 * Rows as one parameter, to be selected from as `given`: the statement's text is the same however many there are. Takes the columns with their types, and
 * the rows; a column that a row lacks is null.
 */
export function given<Row extends object>(
  db: Kysely<Schema>,
  columns: Record<keyof Row & string, Type>,
  rows: readonly Row[],
): RawBuilder<unknown> {
  const json = JSON.stringify(rows);
  const names = Object.entries<Type>(columns);
  if (isPostgres(db))
    return sql`json_to_recordset(${json}::json) as given(${sql.raw(names.map(([name, type]) => `"${name}" ${type}`).join(", "))})`;
  return sql`(select ${sql.raw(names.map(([name]) => `value ->> '${name}' as "${name}"`).join(", "))} from json_each(${json})) as given`;
}

/** A text as both databases and JSON can keep it. */
export function storable(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}

/** Runs work in a transaction, again when PostgreSQL took it back in favour of another one. Returns its result; throws what it throws. */
export async function transact<T>(db: Kysely<Schema>, work: (trx: Transaction<Schema>) => Promise<T>): Promise<T> {
  for (let left = REPEATS; ; left -= 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (left === 0 || !wasTakenBack(error)) throw error;
      await sleep(5 + Math.random() * 20);
    }
  }
}

/** Lets one transaction at a time append. The embedded database's transactions are alone anyway. */
export async function lockLedger(trx: Transaction<Schema>): Promise<void> {
  if (isPostgres(trx)) await sql`select pg_advisory_xact_lock(${sql.lit(LEDGER_LOCK)})`.execute(trx);
}

/** The database's clock in epoch milliseconds, or null when it has none of its own. */
export async function databaseTime(db: Kysely<Schema>): Promise<number | null> {
  if (!isPostgres(db)) return null;
  const { rows } = await sql<{ at: number }>`select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as at`.execute(db);
  return rows[0]?.at ?? null;
}

/** Serialisation failure, deadlock. */
function wasTakenBack(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "40001" || error.code === "40P01");
}
