import type { Kysely } from "kysely";
import type { WorkKey } from "../app/ports.js";
import { keyId, rowKey } from "./keys.js";
import type { Schema } from "./schema.js";

/** Work that was given up, with the reason. */
export interface DeadLetter {
  key: WorkKey;
  attempts: number;
  error: string;
  deadAt: number;
}

/** Returns what was parked, newest first, at most `limit`. */
export async function deadLetters(db: Kysely<Schema>, limit = 100): Promise<DeadLetter[]> {
  const rows = await db.selectFrom("items").selectAll().where("dead_at", "is not", null).orderBy("dead_at", "desc").limit(limit).execute();
  return rows.map((row) => ({ key: rowKey(row), attempts: row.attempts, error: row.last_error ?? "", deadAt: row.dead_at ?? 0 }));
}

/** Puts a parked item back into the queue with fresh attempts. Returns false when it is not parked. */
export async function replay(db: Kysely<Schema>, key: WorkKey, now: number): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const result = await trx
      .updateTable("items")
      .set({ dead_at: null, attempts: 0, due_at: now, not_before: null, touched_at: now })
      .where("id", "=", keyId(key))
      .where("dead_at", "is not", null)
      .executeTakeFirst();
    return result.numUpdatedRows === 1n;
  });
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
