import type { Kysely } from "kysely";
import type { WorkKey } from "../core/ports.js";
import { SHOWN_VERSION } from "../core/shown/types.js";
import type { AckedContent, ShownContent, ShownEntry, ShownItem, ShownPage, ShownRow } from "../core/shown/types.js";
import { load } from "./items.js";
import { keyId } from "./keys.js";
import { hashOf, type LedgerKey } from "./ledger-hash.js";
import { entryOf, START } from "./ledger.js";
import type { Schema } from "./schema.js";

/** Returns an item as its page shows it; null where there is none, or it is still to be looked at. */
export async function shownPage(db: Kysely<Schema>, key: WorkKey): Promise<ShownPage | null> {
  const kept = await db
    .selectFrom("shown_items")
    .selectAll()
    .where("id", "=", keyId(key))
    .where("version", "=", SHOWN_VERSION)
    .executeTakeFirst();
  const stored = kept && (await load(db, key));
  const page = JSON.parse(kept?.page ?? "null") as ShownItem | null;
  if (!kept || !stored || stored.isGone || page === null) return null;
  return {
    nodeId: stored.nodeId,
    row: JSON.parse(kept.row) as ShownRow,
    page,
    content: JSON.parse(kept.content) as ShownContent,
    acked: kept.acked === null ? null : (JSON.parse(kept.acked) as AckedContent),
    trouble: kept.trouble,
    record: stored.record,
  };
}

/** Returns the newest entries of an item, newest first, each with what it proves by itself and as the successor of the one before it. */
export async function entriesOf(db: Kysely<Schema>, item: string, limit: number, key: LedgerKey | null): Promise<ShownEntry[]> {
  const rows = await db.selectFrom("ledger").selectAll().where("item", "=", item).orderBy("seq", "desc").limit(limit).execute();
  const wanted = rows.map(({ seq }) => seq - 1).filter((seq) => seq > 0);
  const before = wanted.length === 0 ? [] : await db.selectFrom("ledger").select(["seq", "hash"]).where("seq", "in", wanted).execute();
  const hashes = new Map<number, string>([[0, START.hash], ...before.map(({ seq, hash }) => [seq, hash] as const)]);
  return rows.map((row) => {
    const inChain = hashes.get(row.seq - 1) === row.prev_hash;
    const isKeyed = row.key_id !== null;
    const canTell = !isKeyed || row.key_id === key?.id;
    const isWhole = canTell && hashOf(row, isKeyed ? key : null) === row.hash;
    const proof = !inChain ? "out_of_chain" : !canTell ? "other_key" : !isWhole ? "altered" : isKeyed ? "verified" : "not_keyed";
    const { seq, at, kind, item: of, actor, payload, hash } = entryOf(row);
    return { seq, at, kind, item: of, actor, payload, hash, proof };
  });
}
