import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { WorkKey } from "../core/ports.js";
import { transact } from "./dialect.js";
import { keyId, rowKey } from "./keys.js";
import type { Schema } from "./schema.js";

/** Work that was given up, with the reason. */
export interface DeadLetter {
  /** Names it for `replay`. */
  id: string;
  key: WorkKey;
  attempts: number;
  error: string;
  deadAt: number;
}

/** Returns what was parked, newest first, at most `limit`. */
export async function deadLetters(db: Kysely<Schema>, limit = 100): Promise<DeadLetter[]> {
  const rows = await db.selectFrom("items").selectAll().where("dead_at", "is not", null).orderBy("dead_at", "desc").limit(limit).execute();
  return rows.map((row) => ({
    id: row.id,
    key: rowKey(row),
    attempts: row.attempts,
    error: row.last_error ?? "",
    deadAt: row.dead_at ?? 0,
  }));
}

/** Puts a parked item back into the queue with fresh attempts. Takes its key or its id; returns false when it is not parked. */
export async function replay(db: Kysely<Schema>, item: WorkKey | string, now: number): Promise<boolean> {
  const id = typeof item === "string" ? item : keyId(item);
  return transact(db, async (trx) => {
    const parked = trx.updateTable("items").where("dead_at", "is not", null).where("id", "=", id);
    const result = await parked.set(fresh(now)).executeTakeFirst();
    return result.numUpdatedRows === 1n;
  });
}

/** Puts everything that is parked back into the queue. Returns how much that was. */
export async function replayAll(db: Kysely<Schema>, now: number): Promise<number> {
  return transact(db, async (trx) => {
    const result = await trx.updateTable("items").where("dead_at", "is not", null).set(fresh(now)).executeTakeFirst();
    return Number(result.numUpdatedRows);
  });
}

/** What ended a process before starts by running alone. */
function fresh(now: number) {
  const crashes = sql<number>`case when crashes > 0 then 1 else 0 end`;
  return { dead_at: null, attempts: 0, crashes, due_at: now, not_before: null, touched_at: now };
}

/** Returns how much is parked. */
export async function countParked(db: Kysely<Schema>): Promise<number> {
  const row = await db
    .selectFrom("items")
    .select((e) => e.fn.countAll<number>().as("count"))
    .where("dead_at", "is not", null)
    .executeTakeFirstOrThrow();
  return row.count;
}
