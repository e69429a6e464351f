import type { Kysely } from "kysely";

/** What pages show, kept with each look. It begins empty: the first start after it looks at every item. */
export async function shownPages(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("shown_items")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("repository_id", "text", (column) => column.notNull())
    .addColumn("number", "bigint", (column) => column.notNull())
    .addColumn("open", "integer", (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("row", "text", (column) => column.notNull())
    .addColumn("page", "text", (column) => column.notNull())
    .addColumn("visits", "text", (column) => column.notNull())
    .addColumn("content", "text", (column) => column.notNull())
    .addColumn("acked", "text")
    .addColumn("digest", "text", (column) => column.notNull())
    .addColumn("trouble", "text")
    .execute();
  await db.schema.createIndex("shown_items_repository").on("shown_items").columns(["repository_id", "open"]).execute();
  await db.schema
    .createTable("shown_repositories")
    .addColumn("repository_id", "text", (column) => column.primaryKey())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("policy", "text", (column) => column.notNull())
    .addColumn("digest", "text", (column) => column.notNull())
    .execute();
}
