import type { Kysely, Transaction } from "kysely";
import { toRow, VERSION, type EntryRow } from "../core/ledger/entry.js";
import type { StoredItem } from "../core/ports.js";
import type { KeptForPages } from "../core/shown/types.js";
import type { ArtefactStanding } from "../core/context/standing.js";
import { saveArtefacts } from "./artefacts.js";
import { transact } from "./dialect.js";
import { appendEntries } from "./ledger.js";
import type { LedgerKey } from "./ledger-hash.js";
import type { Lease } from "./queue.js";
import { saveReads, type ReadSet } from "./reads.js";
import type { ItemRow, Schema } from "./schema.js";
import { removeShown, saveShown } from "./shown.js";
import { lockRows, restingOn, wake, type Naming } from "./wake.js";

/** Thrown when a worker writes under a lease that another one has taken over. Nothing was written. */
export class Fenced extends Error {
  constructor(id: string) {
    super(`The lease on ${id} was lost to another worker`);
    this.name = "Fenced";
  }
}

/** What an evaluation decided. */
export interface Evaluation extends Pick<StoredItem, "nodeId" | "record" | "posted" | "handled"> {
  now: number;
  entries: EntryRow[];
  /** Head commit of a pull request: finds it again by `itemsWithHead`. */
  headSha?: string | null;
  /** What it rests on, and since when that was read; left out: as before. */
  reads?: ReadSet & { since: number };
  /** What others may rest on of it: key and hash. Whoever rests on what changed is put in line. Left out: as before. */
  told?: Record<string, string>;
  /** How the published artefacts of its repository stand. Left out: as before. */
  artefacts?: readonly ArtefactStanding[];
  /** What pages show of it; null: nothing. Left out: as before. */
  shown?: KeptForPages | null;
}

/**
 * Keeps an evaluation, what it rests on and its ledger entries, and puts in line those who rest on what it changed: all or nothing. Returns whether
 * anything became due. Throws `Fenced` when the lease was lost, and for entries without a key.
 */
export async function commit(db: Kysely<Schema>, ledgerKey: LedgerKey | null, lease: Lease, evaluation: Evaluation): Promise<boolean> {
  const { reads, told } = evaluation;
  return transact(db, async (trx) => {
    const naming = { keys: told ? await changed(trx, lease, told) : [], at: evaluation.now, except: lease.id };
    const becameDue = await tell(trx, lease, naming, {
      node_id: evaluation.nodeId,
      stage: evaluation.record.stage,
      head_sha: evaluation.headSha ?? null,
      record: JSON.stringify(evaluation.record),
      posted: JSON.stringify(evaluation.posted),
      handled: JSON.stringify(evaluation.handled),
      updated_at: evaluation.now,
      gone_at: null,
      ...(told ? { told: JSON.stringify(told) } : {}),
    });
    const missed = reads ? await saveReads(trx, lease.id, reads, evaluation.now) : false;
    if (evaluation.artefacts) await saveArtefacts(trx, lease.key.repositoryId, evaluation.artefacts, evaluation.now);
    await saveShown(trx, lease.key, evaluation.shown, evaluation.record.trouble);
    await appendEntries(trx, evaluation.entries, ledgerKey);
    return becameDue || missed;
  });
}

/** Keeps that GitHub does not have an item any more, in the ledger too when it was in a stage: who rests on it is put in line, once. Throws `Fenced` when the lease was lost. */
export async function markGone(db: Kysely<Schema>, ledgerKey: LedgerKey | null, lease: Lease, now: number): Promise<boolean> {
  return transact(db, async (trx) => {
    const row = await trx.selectFrom("items").selectAll().where("id", "=", lease.id).executeTakeFirst();
    if (!row?.node_id || row.gone_at !== null) return false;
    const naming = { keys: await changed(trx, lease, {}), at: now, except: lease.id };
    const becameDue = await tell(trx, lease, naming, { gone_at: now, told: "{}" });
    await removeShown(trx, lease.id);
    await saveReads(trx, lease.id, { keys: [], partial: false, digest: "", since: now }, now);
    if (row.stage !== null) await appendEntries(trx, [gone(row, now)], ledgerKey);
    return becameDue;
  });
}

function gone({ node_id: item, owner, name, number }: ItemRow, at: number): EntryRow {
  const nobody = { actor: null, contract: null, policyCommit: null };
  return toRow({ kind: "gone", version: VERSION, at, item, repository: `${owner}/${name}`, number, ...nobody, data: {} });
}

/** Changes the item's row and wakes who rests on the keys; rows are locked in one order for all. */
async function tell(trx: Transaction<Schema>, lease: Lease, naming: Naming, columns: Partial<ItemRow>): Promise<boolean> {
  const woken = await restingOn(trx, naming);
  if (woken.items.length > 0) await lockRows(trx, [lease.id, ...woken.items.map(({ id }) => id)]);
  await update(trx, lease, columns);
  await wake(trx, naming, woken);
  return woken.items.length > 0;
}

/** The keys of what came, went or changed since others were told. Under a lease nobody else tells. */
async function changed(trx: Transaction<Schema>, lease: Lease, told: Record<string, string>): Promise<string[]> {
  const row = await trx.selectFrom("items").select("told").where("id", "=", lease.id).executeTakeFirst();
  const was = new Map(Object.entries(JSON.parse(row?.told ?? "{}") as Record<string, string>));
  const is = new Map(Object.entries(told));
  return [...new Set([...was.keys(), ...is.keys()])].filter((key) => was.get(key) !== is.get(key));
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
