import type { Kysely } from "kysely";
import { transact } from "./dialect.js";
import type { Schema } from "./schema.js";

const DAY = 86_400_000;
/** GitHub redelivers for three days; a replay within this time is recognised. */
const DELIVERY_DAYS = 14;
const IDLE_DAYS = 30;
/** Longer than any run: whoever began to read before has committed what it read. */
const NAMED_MS = 3_600_000;

/** Forgets old deliveries, and queue rows that remember nothing and have nothing to do. Returns how many rows went. */
export async function retention(db: Kysely<Schema>, now: number): Promise<number> {
  return transact(db, async (trx) => {
    const deliveries = await trx
      .deleteFrom("deliveries")
      .where("received_at", "<", now - DELIVERY_DAYS * DAY)
      .executeTakeFirst();
    const idle = await trx
      .deleteFrom("items")
      .where("record", "is", null)
      .where("due_at", "is", null)
      .where("lease_until", "is", null)
      .where("dead_at", "is", null)
      .where("touched_at", "<", now - IDLE_DAYS * DAY)
      .executeTakeFirst();
    // No delivery that asks about them comes so late.
    const answered = await trx
      .deleteFrom("items")
      .where("kind", "=", "deployment")
      .where("gone_at", "<", now - DELIVERY_DAYS * DAY)
      .where("due_at", "is", null)
      .where("lease_until", "is", null)
      .executeTakeFirst();
    const named = await trx
      .deleteFrom("named")
      .where("at", "<", now - NAMED_MS)
      .executeTakeFirst();
    // Of items that are gone, or that a restored database no longer has.
    const reads = await trx
      .deleteFrom("reads")
      .where("item", "not in", (e) => e.selectFrom("items").select("id"))
      .executeTakeFirst();
    return Number(deliveries.numDeletedRows + idle.numDeletedRows + answered.numDeletedRows + named.numDeletedRows + reads.numDeletedRows);
  });
}

/** Proves that the database takes writes. Throws when it does not. */
export async function probe(db: Kysely<Schema>, now: number): Promise<void> {
  await transact(db, async (trx) => {
    await trx
      .insertInto("probes")
      .values({ id: 1, at: now })
      .onConflict((conflict) => conflict.column("id").doUpdateSet({ at: now }))
      .execute();
  });
}
