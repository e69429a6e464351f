import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Kysely } from "kysely";
import { embeddedDialect, retryBusy } from "./embedded.js";
import { migrate } from "./migrate.js";
import { patientDialect, postgresDialect } from "./postgres.js";
import type { Schema } from "./schema.js";

/** Where the database lives: the embedded one's folder (or `:memory:`), or the URL of a PostgreSQL. */
export type StoreOptions = { folder: string } | { url: string };

/** Opens the database and brings it up to date. Throws when it cannot be had, or was written by a newer version. */
export async function openDatabase(options: StoreOptions): Promise<Kysely<Schema>> {
  return "url" in options ? await openPostgres(options.url) : await openEmbedded(options.folder);
}

async function openPostgres(url: string): Promise<Kysely<Schema>> {
  const patient = new Kysely<Schema>({ dialect: patientDialect(url) });
  try {
    await migrate(patient);
  } finally {
    await patient.destroy();
  }
  return new Kysely<Schema>({ dialect: postgresDialect(url) });
}

async function openEmbedded(folder: string): Promise<Kysely<Schema>> {
  if (folder !== ":memory:") await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = folder === ":memory:" ? folder : join(folder, "baton.db");
  // Two processes that start at once may refuse each other the switch to the write-ahead log.
  const db = await retryBusy(async () => new Kysely<Schema>({ dialect: embeddedDialect(file) }));
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return db;
}
