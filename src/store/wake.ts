import { sql } from "kysely";
import type { Kysely, Transaction } from "kysely";
import { given, isPostgres, transact } from "./dialect.js";
import type { Schema, WakeRow } from "./schema.js";

/** Most items that one naming puts in line within its own transaction; the others follow in slices of the same size. */
const SLICE = 200;
/** More keys at once are more than a database takes as parameters. */
const CHUNK = 500;

/** What somebody changed: everything that rests on one of these keys is looked at again. */
export interface Naming {
  keys: readonly string[];
  at: number;
  /** The deliveries that told of it, by key, for the log. */
  deliveries?: ReadonlyMap<string, string>;
  /** Who changed it: it knows. */
  except?: string;
}

/** The items a naming puts in line now, in order, each with a key that it rests on; `more`: others are to follow. */
export interface Woken {
  items: Holder[];
  more: boolean;
}

interface Holder {
  id: string;
  key: string;
}

/** Finds who rests on the keys. Locks nothing: to be followed by `lockRows`, so that two transactions never wait for each other. */
export async function restingOn(trx: Transaction<Schema>, { keys, except }: Naming): Promise<Woken> {
  if (keys.length === 0) return { items: [], more: false };
  const found = await holders(trx, keys, "", except);
  return { items: found.slice(0, SLICE), more: found.length > SLICE };
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
  await makeDue(trx, woken.items, naming);
  if (!woken.more) return;
  const after = woken.items.at(-1)?.id ?? "";
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
    const found = await holders(trx, [row.key], row.after);
    const slice = found.slice(0, SLICE);
    await lockRows(
      trx,
      slice.map(({ id }) => id),
    );
    await makeDue(trx, slice, { keys: [row.key], at: row.at });
    if (found.length > SLICE) await leaveRest(trx, { ...row, after: slice.at(-1)?.id ?? row.after });
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

const KEYS = { key: "text" } as const;

/** One more than a slice, so that it is known whether there are others. */
async function holders(trx: Transaction<Schema>, keys: readonly string[], after: string, except = ""): Promise<Holder[]> {
  const wanted = given(
    trx,
    KEYS,
    [...new Set(keys)].map((key) => ({ key })),
  );
  const { rows } = await sql<Holder>`
    select item as id, max(key) as key from reads
    where key in (select given.key from ${wanted}) and item > ${after} and item <> ${except}
    group by item order by item limit ${sql.lit(SLICE + 1)}
  `.execute(trx);
  return rows;
}

async function note(trx: Transaction<Schema>, { keys, at }: Naming): Promise<void> {
  if (keys.length === 0) return;
  const rows = [...new Set(keys)].toSorted(byCodeUnit).map((key) => ({ key, at }));
  await sql`
    insert into named (key, at) select key, at from ${given(trx, { key: "text", at: "bigint" }, rows)} where true
    on conflict (key) do update set at = case when named.at > excluded.at then named.at else excluded.at end
  `.execute(trx);
}

/** Parked items stay parked: what they rest on is not what made them fail. */
async function makeDue(trx: Transaction<Schema>, items: readonly Holder[], { at, deliveries }: Naming): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map(({ id, key }) => ({ id, delivery: deliveries?.get(key) ?? null }));
  await sql`
    update items set
      due_at = case when items.dead_at is not null then null when items.due_at < ${at} then items.due_at else ${at} end,
      delivery = coalesce(given.delivery, items.delivery)
    from ${given(trx, { id: "text", delivery: "text" }, rows)} where items.id = given.id
  `.execute(trx);
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
