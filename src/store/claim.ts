import { sql } from "kysely";
import type { Transaction } from "kysely";
import { isPostgres } from "./dialect.js";
import type { ItemRow, Schema } from "./schema.js";

/**
 * Finds the next piece of work: the oldest that is due, of the installation that was served longest ago and is not paused. A lease that
 * ran out is work too. On PostgreSQL the row is locked and others pass over it; the embedded transaction holds the one write lock already.
 */
export async function nextClaimable(trx: Transaction<Schema>, now: number): Promise<ItemRow | undefined> {
  const found = trx
    .selectFrom("items")
    .leftJoin("turns", "turns.installation_id", "items.installation_id")
    .selectAll("items")
    .where("items.dead_at", "is", null)
    .where(sql<boolean>`coalesce(turns.paused_until, 0) <= ${now}`)
    .where((expression) =>
      expression.or([
        expression("items.lease_until", "<=", now),
        expression.and([
          expression("items.lease_until", "is", null),
          expression("items.due_at", "<=", now),
          expression.or([expression("items.not_before", "is", null), expression("items.not_before", "<=", now)]),
        ]),
      ]),
    )
    .orderBy((expression) => expression.fn.coalesce("turns.turn", expression.lit(0)))
    .orderBy((expression) => expression.fn.coalesce("items.due_at", "items.lease_until"))
    .orderBy("items.id")
    .limit(1);
  return await (isPostgres(trx) ? found.forUpdate("items").skipLocked() : found).executeTakeFirst();
}
