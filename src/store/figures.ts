import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { Schema } from "./schema.js";

/** How full the queue is. */
export interface QueueFigures {
  /** Waiting to be worked on now. */
  due: number;
  running: number;
  /** Failed, to be tried again later. */
  retrying: number;
  /** Given up. */
  parked: number;
  /** Since when the oldest waiting piece of work is due; null when none waits. */
  oldestDueAt: number | null;
}

/** Returns how full the queue is. Timers in the future are not in it. */
export async function queueFigures(db: Kysely<Schema>, now: number): Promise<QueueFigures> {
  const waits = sql`(dead_at is null and lease_until is null and due_at <= ${now} and (not_before is null or not_before <= ${now}))`;
  const retries = sql`(dead_at is null and lease_until is null and last_error is not null and not_before > ${now})`;
  const row = await db
    .selectFrom("items")
    .select([
      sql<number>`count(case when ${waits} then 1 end)`.as("due"),
      sql<number>`count(case when dead_at is null and lease_until is not null then 1 end)`.as("running"),
      sql<number>`count(case when ${retries} then 1 end)`.as("retrying"),
      sql<number>`count(case when dead_at is not null then 1 end)`.as("parked"),
      sql<number | null>`min(case when ${waits} then due_at end)`.as("oldestDueAt"),
    ])
    .where((e) => e.or([e("due_at", "is not", null), e("lease_until", "is not", null), e("dead_at", "is not", null)]))
    .executeTakeFirstOrThrow();
  return row;
}
