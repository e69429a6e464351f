import type { Transaction } from "kysely";
import type { ItemRow, Schema } from "./schema.js";

/**
 * Finds the next piece of work: the oldest that is due, of the installation that was served longest ago. A lease that ran out is
 * work too. The only query that must know the dialect: here the transaction holds the database's one write lock already.
 */
export async function nextClaimable(trx: Transaction<Schema>, now: number): Promise<ItemRow | undefined> {
  return trx
    .selectFrom("items")
    .leftJoin("turns", "turns.installation_id", "items.installation_id")
    .selectAll("items")
    .where("items.dead_at", "is", null)
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
    .limit(1)
    .executeTakeFirst();
}
