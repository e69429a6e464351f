import type { Kysely } from "kysely";

/** How many items pages cannot show yet is counted with every board: from these alone, without the rows, which lie far from each other. */
export async function governedItems(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex("items_governed").on("items").columns(["repository_id", "kind", "stage", "gone_at", "id"]).execute();
  await db.schema.createIndex("shown_items_version").on("shown_items").columns(["repository_id", "version", "id"]).execute();
}
