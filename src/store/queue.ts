import { sql } from "kysely";
import type { Kysely, Transaction, UpdateObject } from "kysely";
import type { WorkKey } from "../core/ports.js";
import { isAnythingDue, nextClaimable } from "./claim.js";
import { transact } from "./dialect.js";
import { rowKey } from "./keys.js";
import type { ItemRow, Schema } from "./schema.js";
import { endTurn, pauseInstallation } from "./turns.js";

/** The right to work on one item for a while. `token` fences off a worker that lost it. */
export interface Lease {
  id: string;
  key: WorkKey;
  token: number;
  /** Runs that failed, and this one. A run that ended without a word is none of them. */
  attempts: number;
  /** Runs that ended without a word: this one must run alone when there were any, so that it cannot harm others. */
  crashes: number;
  lastError: string | null;
  /** The newest delivery that asked for this work; null when a timer or the sweep did. */
  delivery: string | null;
  until: number;
}

/** `pauseUntil`: GitHub wants nothing more of the whole installation until then, which is no fault of this item. */
export type Failure = { now: number; error: string } & ({ retryAt: number; pauseUntil?: number } | { dead: true });

const ERROR_LENGTH = 2_000;

/**
 * Takes the next piece of work, counting the attempt before it runs. Passes over repositories in `full`: they have their share already. Returns null
 * when nothing else is due.
 */
export async function claim(db: Kysely<Schema>, now: number, leaseMs: number, full: readonly string[] = []): Promise<Lease | null> {
  // Most askings find nothing, and need no lock to learn that.
  if (!(await isAnythingDue(db, now))) return null;
  return transact(db, async (trx) => {
    const row = await nextClaimable(trx, now, full);
    if (!row) return null;
    const { token, attempts, crashes, until, ...lease } = leaseOf(row, now + leaseMs);
    await trx
      .updateTable("items")
      .set({ token, attempts, crashes, lease_until: until, due_at: null, not_before: null, touched_at: now })
      .where("id", "=", row.id)
      .execute();
    await endTurn(trx, row.installation_id, row.repository_id);
    return { token, attempts, crashes, until, ...lease };
  });
}

/** A lease that ran out counts as a crash, not as an attempt: the run may have stood beside the one that ended the process. */
function leaseOf(row: ItemRow, until: number): Lease {
  const takenOver = row.lease_until === null ? 0 : 1;
  const counts = { token: row.token + 1, attempts: row.attempts + 1 - takenOver, crashes: row.crashes + takenOver };
  return { id: row.id, key: rowKey(row), ...counts, lastError: row.last_error, delivery: row.delivery, until };
}

/** Keeps a lease alive. Returns false when it was lost to another worker. */
export async function heartbeat(db: Kysely<Schema>, lease: Lease, now: number, leaseMs: number): Promise<boolean> {
  return transact(db, (trx) => updateHeld(trx, lease, { lease_until: now + leaseMs }));
}

/**
 * Ends a run that went well. Events that came in during the run, and `dueAt`, make it due again. Returns false when the lease was
 * lost: then nothing changes.
 */
export async function finish(db: Kysely<Schema>, lease: Lease, end: { now: number; dueAt: number | null }): Promise<boolean> {
  const dueAt = end.dueAt === null ? sql<number | null>`due_at` : least(end.dueAt);
  const columns = { lease_until: null, attempts: 0, crashes: 0, last_error: null, due_at: dueAt, touched_at: end.now };
  return transact(db, (trx) => updateHeld(trx, lease, columns));
}

/** Ends a run that failed: tried again not before `retryAt`, or parked. Returns false when the lease was lost. */
export async function fail(db: Kysely<Schema>, lease: Lease, failure: Failure): Promise<boolean> {
  const last_error = failure.error.replaceAll("\0", "").slice(0, ERROR_LENGTH).toWellFormed();
  const pauseUntil = "retryAt" in failure ? failure.pauseUntil : undefined;
  return transact(db, async (trx) => {
    const held = await updateHeld(trx, lease, { ...next(failure), lease_until: null, last_error, touched_at: failure.now });
    if (held && pauseUntil !== undefined) await pauseInstallation(trx, lease.key.installationId, pauseUntil);
    return held;
  });
}

function next(failure: Failure): UpdateObject<Schema, "items"> {
  if ("dead" in failure) return { due_at: null, not_before: null, dead_at: failure.now };
  const refunded = failure.pauseUntil === undefined ? {} : { attempts: sql<number>`attempts - 1` };
  return { due_at: failure.retryAt, not_before: failure.retryAt, ...refunded };
}

/** Returns how much is left to do now: leased, due, or failed and to be tried again. Timers in the future do not count. */
export async function pending(db: Kysely<Schema>, now: number): Promise<number> {
  const row = await db
    .selectFrom("items")
    .select((e) => e.fn.countAll<number>().as("count"))
    .where("dead_at", "is", null)
    .where((e) =>
      e.or([
        e("lease_until", "is not", null),
        e("due_at", "<=", now),
        e.and([e("due_at", "is not", null), e("last_error", "is not", null)]),
      ]),
    )
    .executeTakeFirstOrThrow();
  const { rest } = await db
    .selectFrom("wakes")
    .select((e) => e.fn.countAll<number>().as("rest"))
    .executeTakeFirstOrThrow();
  return row.count + rest;
}

/** Returns when the next piece of work can be claimed, other than of the repositories in `full`, or null when none is planned. */
export async function nextDue(db: Kysely<Schema>, full: readonly string[] = []): Promise<number | null> {
  const free = sql<number>`case when items.not_before > items.due_at then items.not_before else items.due_at end`;
  const due = sql<number>`coalesce(items.lease_until, ${free})`;
  const others = full.length === 0 ? sql`` : sql`and items.repository_id not in (${sql.join(full)})`;
  const { rows } = await sql<{ at: number | null }>`
    select min(at) as at from (
      select min(case when turns.paused_until > ${due} then turns.paused_until else ${due} end) as at
      from items left join turns on turns.installation_id = items.installation_id
      where items.dead_at is null and (items.lease_until is not null or items.due_at is not null) ${others}
      union all select min(at) as at from wakes
    ) as planned
  `.execute(db);
  return rows[0]?.at ?? null;
}

/** Changes the item's row if the lease still holds. In a transaction, as every write: only its beginning waits for a lock. */
async function updateHeld(trx: Transaction<Schema>, lease: Lease, columns: UpdateObject<Schema, "items">): Promise<boolean> {
  const held = trx.updateTable("items").where("id", "=", lease.id).where("token", "=", lease.token).where("lease_until", "is not", null);
  const result = await held.set(columns).executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

function least(at: number) {
  return sql<number>`case when due_at < ${at} then due_at else ${at} end`;
}
