import type { Kysely } from "kysely";
import { transact } from "./dialect.js";
import type { Schema } from "./schema.js";

const CHUNK = 500;

/** Takes ids of deliveries; returns those that were accepted before. */
export async function knownDeliveries(db: Kysely<Schema>, ids: string[]): Promise<Set<string>> {
  const known = new Set<string>();
  for (let start = 0; start < ids.length; start += CHUNK) {
    const some = ids.slice(start, start + CHUNK);
    for (const { id } of await db.selectFrom("deliveries").select("id").where("id", "in", some).execute()) known.add(id);
  }
  return known;
}

/** Returns the time that was marked under a name, or null. */
export async function loadMark(db: Kysely<Schema>, name: string): Promise<number | null> {
  const row = await db.selectFrom("chores").select("due_at").where("name", "=", markName(name)).executeTakeFirst();
  return row?.due_at ?? null;
}

/** Marks a time under a name, so that whoever goes on, here or elsewhere, begins there. */
export async function saveMark(db: Kysely<Schema>, name: string, at: number): Promise<void> {
  await transact(db, async (trx) => {
    await trx
      .insertInto("chores")
      .values({ name: markName(name), due_at: at })
      .onConflict((conflict) => conflict.column("name").doUpdateSet({ due_at: at }))
      .execute();
  });
}

/** Marks live beside the chores; no chore may have such a name. */
function markName(name: string): string {
  return `mark:${name}`;
}
