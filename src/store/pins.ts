import type { Kysely } from "kysely";
import { transact } from "./dialect.js";
import type { Schema } from "./schema.js";

/** Which account a login in a list of a policy named when it was first read; null: nobody. */
export interface KeptPin {
  /** The list it stands in, and a digest of how the policy words that. */
  list: string;
  definition: string;
  login: string;
  account: number | null;
  /** When it was read. */
  at: number;
}

/** Returns the pins of a repository's policy. */
export async function loadPins(db: Kysely<Schema>, repositoryId: string): Promise<KeptPin[]> {
  const rows = await db.selectFrom("pins").selectAll().where("repository_id", "=", repositoryId).execute();
  return rows.map(({ list, definition, login, account_id, pinned_at }) => ({
    list,
    definition,
    login,
    account: account_id,
    at: pinned_at,
  }));
}

/** Keeps pins that are not there yet. Whoever was first stays, also for a wording that comes back: returns all that are there then. */
export async function savePins(db: Kysely<Schema>, repositoryId: string, pins: readonly KeptPin[]): Promise<KeptPin[]> {
  if (pins.length === 0) return await loadPins(db, repositoryId);
  await transact(db, async (trx) => {
    for (const { list, definition, login, account, at } of pins) {
      await trx
        .insertInto("pins")
        .values({ repository_id: repositoryId, list, definition, login, account_id: account, pinned_at: at })
        .onConflict((conflict) => conflict.columns(["repository_id", "list", "definition", "login"]).doNothing())
        .execute();
    }
  });
  return await loadPins(db, repositoryId);
}
