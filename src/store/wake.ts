import { sql } from "kysely";
import type { Kysely, Transaction } from "kysely";
import { isPostgres, transact } from "./dialect.js";
import type { Schema, WakeRow } from "./schema.js";

/** Most items that one naming puts in line within its own transaction; the others follow in slices of the same size. */
const SLICE = 200;
/** More keys at once are more than a database takes as parameters. */
const CHUNK = 500;

/** What somebody changed: everything that rests on one of these keys is looked at again. */
export interface Naming {
  keys: readonly string[];
  at: number;
  /** The delivery that told of it, for the log. */
  delivery?: string;
  /** Who changed it: it knows. */
  except?: string;
}

/** The items a naming puts in line now, in order; `more`: others are to follow. */
export interface Woken {
  ids: string[];
  more: boolean;
}

/** Finds who rests on the keys. Locks nothing: to be followed by `lockRows`, so that two transactions never wait for each other. */
export async function restingOn(trx: Transaction<Schema>, { keys, except }: Naming): Promise<Woken> {
  const found = new Set<string>();
  for (let start = 0; start < keys.length; start += CHUNK) {
    const some = keys.slice(start, start + CHUNK);
    for (const id of await holders(trx, some, "", except)) found.add(id);
  }
  const ids = [...found].toSorted(byCodeUnit);
  return { ids: ids.slice(0, SLICE), more: ids.length > SLICE };
}

/** Locks rows in one order for all. The embedded transaction is alone anyway. */
export async function lockRows(trx: Transaction<Schema>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0 || !isPostgres(trx)) return;
  await trx
    .selectFrom("items")
    .select("id")
    .where("id", "in", [...ids])
    .orderBy(sql`id collate "C"`)
    .forUpdate()
    .execute();
}

/** Puts in line who rests on the keys, and keeps that they were named: for those who are reading just now what has changed. */
export async function wake(trx: Transaction<Schema>, naming: Naming, woken: Woken): Promise<void> {
  await note(trx, naming);
  await makeDue(trx, woken.ids, naming);
  if (!woken.more) return;
  const after = woken.ids.at(-1) ?? "";
  for (const key of naming.keys.toSorted(byCodeUnit)) await leaveRest(trx, { key, after, at: naming.at });
}

/**
 * Puts in line the next slice of those who rest on a key that woke many. Returns false when there was nothing left to do. To be called with every
 * claim, so that the slices come sooner than the work is done.
 */
export async function wakeMore(db: Kysely<Schema>): Promise<boolean> {
  if (!(await db.selectFrom("wakes").select("key").limit(1).executeTakeFirst())) return false;
  return transact(db, async (trx) => {
    const first = trx.selectFrom("wakes").selectAll().orderBy("at").orderBy("key").limit(1);
    const row = await (isPostgres(trx) ? first.forUpdate().skipLocked() : first).executeTakeFirst();
    if (!row) return false;
    const ids = await holders(trx, [row.key], row.after);
    await lockRows(trx, ids.slice(0, SLICE));
    await makeDue(trx, ids.slice(0, SLICE), { keys: [row.key], at: row.at });
    if (ids.length > SLICE) await leaveRest(trx, { ...row, after: ids[SLICE - 1] ?? row.after });
    else await trx.deleteFrom("wakes").where("key", "=", row.key).execute();
    return true;
  });
}

/** True when one of the keys was named since a moment. */
export async function namedSince(trx: Transaction<Schema>, keys: readonly string[], since: number): Promise<boolean> {
  for (let start = 0; start < keys.length; start += CHUNK) {
    const some = keys.slice(start, start + CHUNK);
    const found = await trx.selectFrom("named").select("key").where("key", "in", some).where("at", ">=", since).limit(1).executeTakeFirst();
    if (found) return true;
  }
  return false;
}

/** One more than a slice, so that it is known whether there are others. */
async function holders(trx: Transaction<Schema>, keys: readonly string[], after: string, except = ""): Promise<string[]> {
  const rows = await trx
    .selectFrom("reads")
    .select("item")
    .distinct()
    .where("key", "in", [...keys])
    .where("item", ">", after)
    .where("item", "<>", except)
    .orderBy("item")
    .limit(SLICE + 1)
    .execute();
  return rows.map(({ item }) => item);
}

async function note(trx: Transaction<Schema>, { keys, at }: Naming): Promise<void> {
  const sorted = [...new Set(keys)].toSorted(byCodeUnit);
  for (let start = 0; start < sorted.length; start += CHUNK) {
    const rows = sorted.slice(start, start + CHUNK).map((key) => ({ key, at }));
    const later = sql<number>`case when named.at > excluded.at then named.at else excluded.at end`;
    await trx
      .insertInto("named")
      .values(rows)
      .onConflict((conflict) => conflict.column("key").doUpdateSet({ at: later }))
      .execute();
  }
}

/** Parked items stay parked: what they rest on is not what made them fail. */
async function makeDue(trx: Transaction<Schema>, ids: readonly string[], { at, delivery }: Naming): Promise<void> {
  if (ids.length === 0) return;
  const dueAt = sql<number | null>`case when dead_at is not null then null when due_at < ${at} then due_at else ${at} end`;
  await trx
    .updateTable("items")
    .set({ due_at: dueAt, ...(delivery === undefined ? {} : { delivery }) })
    .where("id", "in", [...ids])
    .execute();
}

/** What is named again begins anew: whoever was woken for the time before may have looked by now. */
async function leaveRest(trx: Transaction<Schema>, row: WakeRow): Promise<void> {
  await trx
    .insertInto("wakes")
    .values(row)
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ after: row.after, at: row.at }))
    .execute();
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : 1;
}
