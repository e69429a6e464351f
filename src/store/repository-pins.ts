import type { Kysely } from "kysely";
import { transact } from "./dialect.js";
import type { Schema } from "./schema.js";

/** Returns which repository each name that a policy trusts meant when it was first read: name in small letters -> node id. */
export async function loadRepositoryPins(db: Kysely<Schema>, scope: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom("repository_pins").select(["name", "repository_id"]).where("scope", "=", scope).execute();
  return new Map(rows.map((row) => [row.name, row.repository_id]));
}

/** Keeps what names mean, unless that is known already, and forgets names that the policy has no more. */
export async function saveRepositoryPins(
  db: Kysely<Schema>,
  scope: string,
  fresh: readonly [name: string, repositoryId: string][],
  stale: readonly string[],
  now: number,
): Promise<void> {
  await transact(db, async (trx) => {
    if (stale.length > 0) await trx.deleteFrom("repository_pins").where("scope", "=", scope).where("name", "in", stale).execute();
    for (const [name, repository_id] of fresh) {
      const row = { scope, name, repository_id, seen_at: now };
      await trx
        .insertInto("repository_pins")
        .values(row)
        .onConflict((conflict) => conflict.columns(["scope", "name"]).doNothing())
        .execute();
    }
  });
}
