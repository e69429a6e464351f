import type { Kysely } from "kysely";

/** How a repository's published artefacts stand, kept with each look at them. */
export async function artefactStates(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("artefact_states")
    .addColumn("repository_id", "text", (column) => column.primaryKey())
    .addColumn("standings", "text", (column) => column.notNull())
    .addColumn("seen_at", "bigint", (column) => column.notNull())
    .execute();
}
