import { Migrator } from "kysely";
import type { Kysely } from "kysely";
import { retryBusy } from "./embedded.js";
import { MIGRATIONS } from "./migrations.js";
import type { Schema } from "./schema.js";

const START_PATIENCE_MS = 10_000;

/** Brings the database up to date; several processes may do so at once. Throws when it was written by a newer version. */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  await retryBusy(async () => {
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined)
      throw error instanceof Error ? error : new Error("the database could not be brought up to date", { cause: error });
  }, START_PATIENCE_MS);
}
