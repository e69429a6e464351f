import { sql } from "kysely";
import type { Kysely, Transaction, UpdateObject } from "kysely";
import type { WorkKey } from "../app/ports.js";
import { nextClaimable } from "./claim.js";
import { rowKey } from "./keys.js";
import type { ItemRow, Schema } from "./schema.js";

/** The right to work on one item for a while. `token` fences off a worker that lost it. */
export interface Lease {
  id: string;
  key: WorkKey;
  token: number;
  /** This one included. */
  attempts: number;
  lastError: string | null;
  until: number;
}

export type Failure = { now: number; error: string } & ({ retryAt: number } | { dead: true });

const ERROR_LENGTH = 2_000;

/** Takes the next piece of work, counting the attempt before it runs. Returns null when nothing is due. */
export async function claim(db: Kysely<Schema>, now: number, leaseMs: number): Promise<Lease | null> {
  return db.transaction().execute(async (trx) => {
    const row = await nextClaimable(trx, now);
    if (!row) return null;
    const lease = leaseOf(row, now + leaseMs);
    await trx
      .updateTable("items")
      .set({ token: lease.token, attempts: lease.attempts, lease_until: lease.until, due_at: null, not_before: null, touched_at: now })
      .where("id", "=", row.id)
      .execute();
    await endTurn(trx, row.installation_id);
    return lease;
  });
}

function leaseOf(row: ItemRow, until: number): Lease {
  return { id: row.id, key: rowKey(row), token: row.token + 1, attempts: row.attempts + 1, lastError: row.last_error, until };
}

/** A counter, no clock: two claims in one millisecond still have an order. */
async function endTurn(trx: Transaction<Schema>, installationId: number): Promise<void> {
  const last = await trx.selectFrom("turns").select((e) => e.fn.max("turn").as("turn")).executeTakeFirst();
  const turn = (last?.turn ?? 0) + 1;
  await trx
    .insertInto("turns")
    .values({ installation_id: installationId, turn })
    .onConflict((conflict) => conflict.column("installation_id").doUpdateSet({ turn }))
    .execute();
}

/** Keeps a lease alive. Returns false when it was lost to another worker. */
export async function heartbeat(db: Kysely<Schema>, lease: Lease, now: number, leaseMs: number): Promise<boolean> {
  return updateHeld(db, lease, { lease_until: now + leaseMs });
}

/**
 * Ends a run that went well. Events that came in during the run, and `dueAt`, make it due again. Returns false when the lease was
 * lost: then nothing changes.
 */
export async function finish(db: Kysely<Schema>, lease: Lease, end: { now: number; dueAt: number | null }): Promise<boolean> {
  const dueAt = end.dueAt === null ? sql<number | null>`due_at` : least(end.dueAt);
  return updateHeld(db, lease, { lease_until: null, attempts: 0, last_error: null, due_at: dueAt, touched_at: end.now });
}

/** Ends a run that failed: tried again not before `retryAt`, or parked. Returns false when the lease was lost. */
export async function fail(db: Kysely<Schema>, lease: Lease, failure: Failure): Promise<boolean> {
  const next =
    "dead" in failure
      ? { due_at: null, not_before: null, dead_at: failure.now }
      : { due_at: failure.retryAt, not_before: failure.retryAt };
  const error = failure.error.slice(0, ERROR_LENGTH);
  return updateHeld(db, lease, { ...next, lease_until: null, last_error: error, touched_at: failure.now });
}

/** Returns how much is left to do now: leased, due, or failed and to be tried again. Timers in the future do not count. */
export async function pending(db: Kysely<Schema>, now: number): Promise<number> {
  const row = await db
    .selectFrom("items")
    .select((e) => e.fn.countAll<number>().as("count"))
    .where("dead_at", "is", null)
    .where((e) => e.or([e("lease_until", "is not", null), e("due_at", "<=", now), e.and([e("due_at", "is not", null), e("attempts", ">", 0)])]))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Returns when the next piece of work can be claimed, or null when none is planned. */
export async function nextDue(db: Kysely<Schema>): Promise<number | null> {
  const due = sql<number | null>`min(coalesce(lease_until, case when not_before > due_at then not_before else due_at end))`;
  const planned = sql<boolean>`(lease_until is not null or due_at is not null)`;
  const row = await db.selectFrom("items").select(due.as("at")).where("dead_at", "is", null).where(planned).executeTakeFirst();
  return row?.at ?? null;
}

/** Changes the item's row if the lease still holds. In a transaction, as every write: only its beginning waits for a lock. */
async function updateHeld(db: Kysely<Schema>, lease: Lease, columns: UpdateObject<Schema, "items">): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const held = trx.updateTable("items").where("id", "=", lease.id).where("token", "=", lease.token).where("lease_until", "is not", null);
    const result = await held.set(columns).executeTakeFirst();
    return result.numUpdatedRows === 1n;
  });
}

function least(at: number) {
  return sql<number>`case when due_at < ${at} then due_at else ${at} end`;
}
