import { sql } from "kysely";
import type { Transaction } from "kysely";
import type { Schema } from "./schema.js";

/** Puts an installation, and the repository in it, at the end of the line. A counter, no clock: two claims in one millisecond still have an order. */
export async function endTurn(trx: Transaction<Schema>, installationId: number, repositoryId: string): Promise<void> {
  const last = await trx
    .selectFrom("turns")
    .select((e) => e.fn.max("turn").as("turn"))
    .executeTakeFirst();
  const turn = (last?.turn ?? 0) + 1;
  await trx
    .insertInto("turns")
    .values({ installation_id: installationId, turn, paused_until: null })
    .onConflict((conflict) => conflict.column("installation_id").doUpdateSet({ turn }))
    .execute();
  await trx
    .insertInto("repository_turns")
    .values({ repository_id: repositoryId, turn })
    .onConflict((conflict) => conflict.column("repository_id").doUpdateSet({ turn }))
    .execute();
}

/** Lets an installation's work wait, here and in every other process, until GitHub takes requests for it again. */
export async function pauseInstallation(trx: Transaction<Schema>, installationId: number, until: number): Promise<void> {
  const later = sql<number>`case when turns.paused_until > ${until} then turns.paused_until else ${until} end`;
  await trx
    .insertInto("turns")
    .values({ installation_id: installationId, turn: 0, paused_until: until })
    .onConflict((conflict) => conflict.column("installation_id").doUpdateSet({ paused_until: later }))
    .execute();
}
