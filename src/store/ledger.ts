import { createHash } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import { canonicalJson } from "./canonical.js";
import { lockLedger } from "./dialect.js";
import type { LedgerRow, Schema } from "./schema.js";

/** Something that happened and must stay known. */
export interface LedgerEntry {
  at: number;
  /** What happened, such as `accepted`. */
  kind: string;
  /** Node id of the item. */
  item: string | null;
  actor: string | null;
  /** Plain JSON. */
  payload: unknown;
}

export interface ChainedEntry extends LedgerEntry {
  seq: number;
  prevHash: string;
  hash: string;
}

/** A place in the chain, remembered elsewhere: only it can prove that the end was not cut off. */
export interface Anchor {
  seq: number;
  hash: string;
}

export type Verification = { ok: true; entries: number; head: Anchor | null } | { ok: false; seq: number; problem: string };

/** Hash before the first entry. */
const START = "0".repeat(64);
const PAGE = 500;

/** Appends entries inside the caller's transaction, one transaction at a time: two processes cannot fork the chain. */
export async function appendEntries(trx: Transaction<Schema>, added: LedgerEntry[]): Promise<void> {
  if (added.length === 0) return;
  await lockLedger(trx);
  const last = await trx.selectFrom("ledger").select(["seq", "hash"]).orderBy("seq", "desc").limit(1).executeTakeFirst();
  let head: Anchor = last ?? { seq: 0, hash: START };
  for (const entry of added) {
    const row = chained(entry, head);
    await trx.insertInto("ledger").values(row).execute();
    head = row;
  }
}

/** Returns entries from a sequence number on, at most `limit`. */
export async function entries(db: Kysely<Schema>, from: number, limit = PAGE): Promise<ChainedEntry[]> {
  const rows = await db.selectFrom("ledger").selectAll().where("seq", ">=", from).orderBy("seq").limit(limit).execute();
  return rows.map(entryOf);
}

/** Walks the whole chain. Takes an anchor noted earlier, when there is one; returns the head, or the first entry that is wrong. */
export async function verify(db: Kysely<Schema>, anchor: Anchor | null = null): Promise<Verification> {
  let head: Anchor = { seq: 0, hash: START };
  for (;;) {
    const rows = await db.selectFrom("ledger").selectAll().where("seq", ">", head.seq).orderBy("seq").limit(PAGE).execute();
    if (rows.length === 0) break;
    for (const row of rows) {
      const problem = wrongIn(row, head) ?? contradiction(row, anchor);
      if (problem) return { ok: false, seq: row.seq, problem };
      head = { seq: row.seq, hash: row.hash };
    }
  }
  if (anchor && anchor.seq > head.seq) return { ok: false, seq: head.seq + 1, problem: `the end is missing: entry ${anchor.seq} is known` };
  return { ok: true, entries: head.seq, head: head.seq === 0 ? null : head };
}

function wrongIn(row: LedgerRow, head: Anchor): string | null {
  if (row.seq !== head.seq + 1) return `entry ${head.seq + 1} is missing`;
  if (row.prev_hash !== head.hash) return "does not follow from the entry before";
  if (row.hash !== hashOf(row)) return "its content does not match its hash";
  return null;
}

function contradiction(row: LedgerRow, anchor: Anchor | null): string | null {
  return anchor?.seq === row.seq && anchor.hash !== row.hash ? "is not the entry that was noted elsewhere" : null;
}

function chained(entry: LedgerEntry, head: Anchor): LedgerRow {
  const { at, kind, item, actor } = entry;
  const row = { seq: head.seq + 1, at, kind, item, actor, payload: canonicalJson(entry.payload), prev_hash: head.hash };
  return { ...row, hash: hashOf(row) };
}

function hashOf(row: Omit<LedgerRow, "hash">): string {
  const { seq, at, kind, item, actor, payload, prev_hash } = row;
  return createHash("sha256").update(canonicalJson({ seq, at, kind, item, actor, payload, prev_hash })).digest("hex");
}

function entryOf(row: LedgerRow): ChainedEntry {
  const { seq, at, kind, item, actor, hash } = row;
  return { seq, at, kind, item, actor, payload: JSON.parse(row.payload) as unknown, prevHash: row.prev_hash, hash };
}
