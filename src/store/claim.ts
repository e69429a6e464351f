import { sql } from "kysely";
import type { Kysely, Transaction } from "kysely";
import { isPostgres } from "./dialect.js";
import type { ItemRow, Schema } from "./schema.js";

/** True when a lease ran out or a time has come, of a repository that is served or not: by the indexes alone. */
export async function isAnythingDue(db: Kysely<Schema>, now: number): Promise<boolean> {
  const { rows } = await sql<{ due: unknown }>`
    select exists (select 1 from items where lease_until <= ${now}) or exists (select 1 from items where due_at <= ${now}) as due
  `.execute(db);
  return Boolean(rows[0]?.due);
}

/**
 * Finds the next piece of work: the oldest that is due, of the repository that was served longest ago in the installation that was served longest
 * ago and is not paused. A lease that ran out is work too. Repositories in `full` are passed over. On PostgreSQL the row is locked and others
 * pass over it; the embedded transaction holds the one write lock already.
 */
export async function nextClaimable(trx: Transaction<Schema>, now: number, full: readonly string[] = []): Promise<ItemRow | undefined> {
  const found = trx
    .selectFrom("items")
    .leftJoin("turns", "turns.installation_id", "items.installation_id")
    .leftJoin("repository_turns", "repository_turns.repository_id", "items.repository_id")
    .selectAll("items")
    .where("items.dead_at", "is", null)
    .$if(full.length > 0, (query) => query.where("items.repository_id", "not in", full))
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
    .orderBy((expression) => expression.fn.coalesce("repository_turns.turn", expression.lit(0)))
    .orderBy((expression) => expression.fn.coalesce("items.due_at", "items.lease_until"))
    .orderBy("items.id")
    .limit(1);
  return await (isPostgres(trx) ? found.forUpdate("items").skipLocked() : found).executeTakeFirst();
}
