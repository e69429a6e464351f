import { sql } from "kysely";
import type { Kysely, Transaction } from "kysely";
import type { WorkKey } from "../core/ports.js";
import { given, storable, transact } from "./dialect.js";
import { keyColumns, keyId } from "./keys.js";
import type { Schema } from "./schema.js";

/** How often a run may fail before its item is parked. */
export const MAX_ATTEMPTS = 8;
/** How often a run may end without a word: the first time something beside it may have ended the process, later it ran alone. */
export const MAX_CRASHES = 5;

/** Work that is due, and the delivery that asked for it. */
export interface DueWork {
  key: WorkKey;
  dueAt: number;
  delivery?: string;
}

/** Puts work into the queue without an event: parked items stay parked. */
export async function enqueue(db: Kysely<Schema>, keys: WorkKey[], dueAt: number): Promise<void> {
  if (keys.length === 0) return;
  await transact(db, (trx) => makeAllDue(trx, dueAll(keys, dueAt), false));
}

/** Puts work into the queue, parked work too, which gets one more attempt: for when what stopped it may be mended. */
export async function enqueueAnew(db: Kysely<Schema>, keys: WorkKey[], dueAt: number): Promise<void> {
  if (keys.length === 0) return;
  await transact(db, (trx) => makeAllDue(trx, dueAll(keys, dueAt), true));
}

function dueAll(keys: readonly WorkKey[], dueAt: number): DueWork[] {
  return keys.map((key) => ({ key, dueAt }));
}

/**
 * Puts work into the queue, or brings it forward when it is there already; `revive`: a parked item gets one more attempt, because something happened to
 * it. Always in the same order, so that two transactions never wait for each other.
 */
export async function makeAllDue(trx: Transaction<Schema>, work: readonly DueWork[], revive: boolean): Promise<void> {
  for (let rest = work.map(rowOf); rest.length > 0;) {
    const { first, later } = firstOfEach(rest);
    await upsert(
      trx,
      first.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      revive,
    );
    rest = later;
  }
}

type DueRow = ReturnType<typeof rowOf>;

function rowOf({ key, dueAt, delivery }: DueWork) {
  const { owner, name, ref, ...place } = keyColumns(key);
  const texts = { owner: storable(owner), name: storable(name), ref: ref === null ? null : storable(ref) };
  return { id: keyId(key), ...place, ...texts, delivery: delivery ?? null, due_at: dueAt };
}

/** One statement cannot change a row twice. Of two that differ only in time and delivery, the first time and the last delivery count. */
function firstOfEach(rows: readonly DueRow[]): { first: DueRow[]; later: DueRow[] } {
  const first = new Map<string, DueRow>();
  const later: DueRow[] = [];
  for (const row of rows) {
    const before = first.get(row.id);
    if (!before) first.set(row.id, { ...row });
    else if (before.ref === row.ref) first.set(row.id, { ...row, due_at: Math.min(before.due_at, row.due_at) });
    else later.push(row);
  }
  return { first: [...first.values()], later };
}

const COLUMNS = {
  id: "text",
  kind: "text",
  installation_id: "bigint",
  repository_id: "text",
  owner: "text",
  name: "text",
  number: "bigint",
  sha: "text",
  ref: "text",
  delivery: "text",
  due_at: "bigint",
} as const;
const NAMES = sql.raw(Object.keys(COLUMNS).join(", "));

async function upsert(trx: Transaction<Schema>, rows: readonly DueRow[], revive: boolean): Promise<void> {
  await sql`
    insert into items (${NAMES}, touched_at, token, attempts, crashes, posted, handled, partial)
    select ${NAMES}, due_at, 0, 0, 0, '{}', '[]', 1 from ${given(trx, COLUMNS, rows)} where true
    on conflict (id) do update set
      installation_id = excluded.installation_id,
      owner = excluded.owner,
      name = excluded.name,
      ref = ${MORE_TELLING},
      touched_at = excluded.touched_at,
      delivery = coalesce(excluded.delivery, items.delivery),
      due_at = ${revive ? EARLIER : sql`case when items.dead_at is null then ${EARLIER} end`}
      ${revive ? REVIVED : sql``}
  `.execute(trx);
}

/** A commit keeps what it waits for: a plain look takes the place neither of a result asked for once more nor of a named ref. */
const MORE_TELLING = sql`
  case
    when excluded.ref like 'again %' then excluded.ref
    when (items.due_at is not null or items.lease_until is not null)
      and (items.ref like 'again %' or (items.ref is not null and coalesce(excluded.ref, '') = '')) then items.ref
    else excluded.ref
  end`;

const EARLIER = sql`case when items.due_at < excluded.due_at then items.due_at else excluded.due_at end`;

const REVIVED = sql`,
      attempts = case when items.dead_at is null then items.attempts else ${sql.lit(MAX_ATTEMPTS - 1)} end,
      crashes = case when items.crashes > ${sql.lit(MAX_CRASHES)} then ${sql.lit(MAX_CRASHES)} else items.crashes end,
      dead_at = null`;
