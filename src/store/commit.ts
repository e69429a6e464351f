import type { Kysely, Transaction } from "kysely";
import type { EntryRow } from "../core/ledger/entry.js";
import type { StoredItem } from "../core/ports.js";
import { transact } from "./dialect.js";
import { appendEntries } from "./ledger.js";
import type { LedgerKey } from "./ledger-hash.js";
import type { Lease } from "./queue.js";
import type { ItemRow, Schema } from "./schema.js";

/** Thrown when a worker writes under a lease that another one has taken over. Nothing was written. */
export class Fenced extends Error {
  constructor(id: string) {
    super(`The lease on ${id} was lost to another worker`);
    this.name = "Fenced";
  }
}

/** What an evaluation decided. */
export interface Evaluation extends Omit<StoredItem, "updatedAt" | "headSha"> {
  now: number;
  entries: EntryRow[];
  /** Head commit of a pull request: finds it again by `itemsWithHead`. */
  headSha?: string | null;
}

/** Keeps an evaluation and its ledger entries, all or nothing. Throws `Fenced` when the lease was lost, and for entries without a key. */
export async function commit(db: Kysely<Schema>, key: LedgerKey | null, lease: Lease, evaluation: Evaluation): Promise<void> {
  await transact(db, async (trx) => {
    await update(trx, lease, {
      node_id: evaluation.nodeId,
      stage: evaluation.record.stage,
      head_sha: evaluation.headSha ?? null,
      record: JSON.stringify(evaluation.record),
      posted: JSON.stringify(evaluation.posted),
      handled: JSON.stringify(evaluation.handled),
      updated_at: evaluation.now,
    });
    await appendEntries(trx, evaluation.entries, key);
  });
}

/** Keeps what was posted so far, and which comments were handled. Throws `Fenced` when the lease was lost. */
export async function savePosted(
  db: Kysely<Schema>,
  lease: Lease,
  saved: { now: number; posted: StoredItem["posted"]; handled?: number[] },
): Promise<void> {
  const handled = saved.handled ? { handled: JSON.stringify(saved.handled) } : {};
  await transact(db, async (trx) => {
    await update(trx, lease, { posted: JSON.stringify(saved.posted), ...handled, updated_at: saved.now });
  });
}

async function update(trx: Transaction<Schema>, lease: Lease, columns: Partial<ItemRow>): Promise<void> {
  const result = await trx
    .updateTable("items")
    .set(columns)
    .where("id", "=", lease.id)
    .where("token", "=", lease.token)
    .where("lease_until", "is not", null)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw new Fenced(lease.id);
}
