import { sql } from "kysely";
import type { Kysely, Transaction } from "kysely";
import type { ReadSet } from "../core/read-set/collect.js";
import type { Schema } from "./schema.js";
import { namedSince } from "./wake.js";

export type { ReadSet } from "../core/read-set/collect.js";

const CHUNK = 400;

/**
 * Keeps what an item rests on in place of what it rested on before. What is new in it and was named while it was read may have been read too early:
 * then the item is due once more, and true is returned.
 */
export async function saveReads(trx: Transaction<Schema>, item: string, reads: ReadSet & { since: number }, now: number): Promise<boolean> {
  const row = await trx.selectFrom("items").select(["reads", "partial"]).where("id", "=", item).executeTakeFirst();
  if (row?.reads === reads.digest) return false;
  const before = await keysOf(trx, item);
  const wanted = new Set(reads.keys);
  const added = reads.keys.filter((key) => !before.has(key));
  await drop(
    trx,
    item,
    [...before].filter((key) => !wanted.has(key)),
  );
  for (let start = 0; start < added.length; start += CHUNK) {
    const rows = added.slice(start, start + CHUNK).map((key) => ({ item, key }));
    await trx.insertInto("reads").values(rows).execute();
  }
  const missed = await namedSince(trx, added, reads.since);
  const due = missed ? { due_at: sql<number>`case when due_at < ${now} then due_at else ${now} end` } : {};
  await trx
    .updateTable("items")
    .set({ reads: reads.digest, partial: reads.partial ? 1 : 0, ...due })
    .where("id", "=", item)
    .execute();
  return missed;
}

async function drop(trx: Transaction<Schema>, item: string, keys: readonly string[]): Promise<void> {
  for (let start = 0; start < keys.length; start += CHUNK) {
    await trx
      .deleteFrom("reads")
      .where("item", "=", item)
      .where("key", "in", keys.slice(start, start + CHUNK))
      .execute();
  }
}

async function keysOf(db: Kysely<Schema>, item: string): Promise<Set<string>> {
  const rows = await db.selectFrom("reads").select("key").where("item", "=", item).execute();
  return new Set(rows.map(({ key }) => key));
}
