import type { Kysely, Transaction } from "kysely";
import type { ArtefactStanding } from "../core/context/standing.js";
import type { Schema } from "./schema.js";

/** Keeps, in the transaction of a look, how a repository's published artefacts stand. */
export async function saveArtefacts(
  trx: Transaction<Schema>,
  repositoryId: string,
  standings: readonly ArtefactStanding[],
  now: number,
): Promise<void> {
  const columns = { standings: JSON.stringify(standings), seen_at: now };
  await trx
    .insertInto("artefact_states")
    .values({ repository_id: repositoryId, ...columns })
    .onConflict((conflict) => conflict.column("repository_id").doUpdateSet(columns))
    .execute();
}

const CHUNK = 300;

/** Returns how the published artefacts of repositories stood when they were last looked at, by the repository's id; those never looked at are absent. */
export async function artefactsOf(db: Kysely<Schema>, ids: readonly string[]): Promise<Map<string, ArtefactStanding[]>> {
  const found = new Map<string, ArtefactStanding[]>();
  for (let start = 0; start < ids.length; start += CHUNK) {
    const some = ids.slice(start, start + CHUNK);
    const rows = await db.selectFrom("artefact_states").selectAll().where("repository_id", "in", some).execute();
    for (const { repository_id: id, standings } of rows) found.set(id, JSON.parse(standings) as ArtefactStanding[]);
  }
  return found;
}
