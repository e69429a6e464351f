import type { Kysely } from "kysely";
import { transact } from "./dialect.js";
import type { Schema } from "./schema.js";

/** The policy files of a repository as they last parsed. */
export interface KeptPolicy {
  commit: string;
  files: { path: string; text: string }[];
}

/** Returns the last good policy files of a repository, or null. */
export async function loadPolicy(db: Kysely<Schema>, repositoryId: string): Promise<KeptPolicy | null> {
  const row = await db.selectFrom("policies").selectAll().where("repository_id", "=", repositoryId).executeTakeFirst();
  if (!row || row.commit === null || row.files === null) return null;
  return { commit: row.commit, files: JSON.parse(row.files) as KeptPolicy["files"] };
}

/** Keeps policy files that parsed. */
export async function savePolicy(db: Kysely<Schema>, repositoryId: string, kept: KeptPolicy, now: number): Promise<void> {
  const columns = { commit: kept.commit, files: JSON.stringify(kept.files), saved_at: now };
  await transact(db, async (trx) => {
    await trx
      .insertInto("policies")
      .values({ repository_id: repositoryId, first_seen_at: now, ...columns })
      .onConflict((conflict) => conflict.column("repository_id").doUpdateSet(columns))
      .execute();
  });
}

/** Returns when a repository's policy was first seen: now, when it never was. */
export async function policyFirstSeen(db: Kysely<Schema>, repositoryId: string, now: number): Promise<number> {
  return transact(db, async (trx) => {
    await trx
      .insertInto("policies")
      .values({ repository_id: repositoryId, first_seen_at: now, commit: null, files: null, saved_at: null })
      .onConflict((conflict) => conflict.column("repository_id").doNothing())
      .execute();
    const row = await trx
      .selectFrom("policies")
      .select("first_seen_at")
      .where("repository_id", "=", repositoryId)
      .executeTakeFirstOrThrow();
    return row.first_seen_at;
  });
}
