import type { Kysely } from "kysely";
import { transact } from "./dialect.js";
import type { Schema } from "./schema.js";

/**
 * Lets one process of many do something now and then. Takes the chore's name and how often it is to be done; returns true for the one
 * that is to do it now. Should that one die at it, the next turn comes all the same.
 */
export async function takeChore(db: Kysely<Schema>, name: string, now: number, everyMs: number): Promise<boolean> {
  return transact(db, async (trx) => {
    const taken = await trx
      .insertInto("chores")
      .values({ name, due_at: now + everyMs })
      .onConflict((conflict) =>
        conflict
          .column("name")
          .doUpdateSet({ due_at: now + everyMs })
          .where("chores.due_at", "<=", now),
      )
      .executeTakeFirst();
    return taken.numInsertedOrUpdatedRows === 1n;
  });
}
