import { sql } from "kysely";
import type { Kysely, Transaction } from "kysely";
import type { WorkKey } from "../core/ports.js";
import { transact } from "./dialect.js";
import { keyColumns, keyId } from "./keys.js";
import type { ItemRow, Schema } from "./schema.js";

/** How often a run may fail before its item is parked. */
export const MAX_ATTEMPTS = 8;
/** How often a run may end without a word: the first time something beside it may have ended the process, later it ran alone. */
export const MAX_CRASHES = 5;

/** When work is due. `revive`: a parked item gets one more attempt, because something happened to it. */
export interface Due {
  dueAt: number;
  revive: boolean;
  delivery?: string;
}

/** Puts work into the queue, or brings it forward when it is there already. */
async function makeDue(trx: Transaction<Schema>, key: WorkKey, due: Due): Promise<void> {
  const place = keyColumns(key);
  await trx
    .insertInto("items")
    .values({ ...newRow(), ...place, id: keyId(key), delivery: due.delivery ?? null, due_at: due.dueAt, touched_at: due.dueAt })
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet({
        installation_id: place.installation_id,
        owner: place.owner,
        name: place.name,
        ref: moreTelling(place.ref),
        touched_at: due.dueAt,
        ...(due.delivery === undefined ? {} : { delivery: due.delivery }),
        due_at: earlier(due.dueAt, due.revive),
        ...(due.revive ? revived() : {}),
      }),
    )
    .execute();
}

/** Puts work into the queue without an event: parked items stay parked. */
export async function enqueue(db: Kysely<Schema>, keys: WorkKey[], dueAt: number): Promise<void> {
  if (keys.length === 0) return;
  await transact(db, (trx) => makeAllDue(trx, keys, { dueAt, revive: false }));
}

/** Puts work into the queue, parked work too, which gets one more attempt: for when what stopped it may be mended. */
export async function enqueueAnew(db: Kysely<Schema>, keys: WorkKey[], dueAt: number): Promise<void> {
  if (keys.length === 0) return;
  await transact(db, (trx) => makeAllDue(trx, keys, { dueAt, revive: true }));
}

/** Puts several pieces of work into the queue: always in the same order, so that two transactions never wait for each other. */
export async function makeAllDue(trx: Transaction<Schema>, keys: WorkKey[], due: Due): Promise<void> {
  const byId = new Map(keys.map((key) => [keyId(key), key]));
  for (const [, key] of [...byId].toSorted(([a], [b]) => (a < b ? -1 : 1))) await makeDue(trx, key, due);
}

function newRow(): Omit<ItemRow, "id" | "due_at" | "touched_at" | "delivery" | keyof ReturnType<typeof keyColumns>> {
  return {
    not_before: null,
    lease_until: null,
    token: 0,
    attempts: 0,
    crashes: 0,
    last_error: null,
    dead_at: null,
    node_id: null,
    stage: null,
    head_sha: null,
    record: null,
    posted: "{}",
    handled: "[]",
    updated_at: null,
    reads: null,
    partial: 1,
    told: "{}",
    gone_at: null,
  };
}

/** A commit keeps what it waits for: a plain look takes the place neither of a result asked for once more nor of a named ref. */
function moreTelling(ref: string | null) {
  if (ref?.startsWith("again ")) return ref;
  const tellsMore = ref ? sql`items.ref like 'again %'` : sql`items.ref is not null`;
  const waits = sql`(items.due_at is not null or items.lease_until is not null)`;
  return sql<string | null>`case when ${tellsMore} and ${waits} then items.ref else ${ref} end`;
}

function earlier(dueAt: number, revive: boolean) {
  const least = sql<number>`case when items.due_at < ${dueAt} then items.due_at else ${dueAt} end`;
  return revive ? least : sql<number | null>`case when items.dead_at is null then ${least} else null end`;
}

function revived() {
  return {
    attempts: sql<number>`case when items.dead_at is null then items.attempts else ${MAX_ATTEMPTS - 1} end`,
    crashes: sql<number>`case when items.crashes > ${MAX_CRASHES} then ${MAX_CRASHES} else items.crashes end`,
    dead_at: null,
  };
}
