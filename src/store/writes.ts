import type { Kysely, Transaction } from "kysely";
import { transact } from "./dialect.js";
import type { Schema, WritesRow } from "./schema.js";

/** How fast an installation may be written to. */
export interface WritePace {
  /** Milliseconds between two writes. */
  gap: number;
  perHour: number;
}

const HOUR_MS = 3_600_000;

/**
 * Takes the next write of an installation, for all processes on the store together. Returns when it may go out; when that is later than
 * `latest`, nothing was taken. Half of the hour's allowance may be spent at will, the other half comes back evenly: together never more.
 */
export async function takeWrite(db: Kysely<Schema>, installationId: number, pace: WritePace, now: number, latest: number): Promise<number> {
  return transact(db, async (trx) => {
    const row = await currentRow(trx, installationId);
    const share = (2 * HOUR_MS) / pace.perHour;
    const at = Math.ceil(Math.max(now, row.next_at, row.hour_at + share - HOUR_MS));
    if (at > latest) return at;
    const taken = { next_at: at + pace.gap, hour_at: Math.ceil(Math.max(row.hour_at, now) + share) };
    await trx.updateTable("writes").set(taken).where("installation_id", "=", installationId).execute();
    return at;
  });
}

// The insert locks the row on PostgreSQL until the transaction ends, so that two processes take different turns.
async function currentRow(trx: Transaction<Schema>, installationId: number): Promise<WritesRow> {
  return await trx
    .insertInto("writes")
    .values({ installation_id: installationId, next_at: 0, hour_at: 0 })
    .onConflict((conflict) => conflict.column("installation_id").doUpdateSet({ installation_id: installationId }))
    .returningAll()
    .executeTakeFirstOrThrow();
}
