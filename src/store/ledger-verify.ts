import type { Kysely } from "kysely";
import { hashOf, type LedgerKey } from "./ledger-hash.js";
import { START, type Head } from "./ledger.js";
import type { LedgerRow, Schema } from "./schema.js";

/** A place in the chain, remembered elsewhere: only it can prove that the end was not cut off. */
export interface Anchor {
  seq: number;
  hash: string;
}

/** Neighbouring entries under one key, or under none. */
export interface LedgerPart {
  from: number;
  to: number;
  keyId: string | null;
  /** False: that they follow from each other is proved, but not what they say, for want of the key. */
  proved: boolean;
}

export type Verification =
  | { ok: true; entries: number; head: Anchor | null; parts: LedgerPart[] }
  | { ok: false; seq: number; problem: string };

const PAGE = 500;

/**
 * Walks the whole chain. Takes an anchor noted earlier, when there is one, and the keys to prove it with; without any, it proves only that
 * keyed entries follow from each other. Returns the head and what was proved, or the first entry that is wrong.
 */
export async function verify(db: Kysely<Schema>, anchor: Anchor | null = null, keys: readonly LedgerKey[] = []): Promise<Verification> {
  const byId = new Map(keys.map((key) => [key.id, key]));
  const parts: LedgerPart[] = [];
  let head: Head = START;
  for await (const row of inOrder(db)) {
    const problem = outOfPlace(row, head) ?? changedKey(row, head) ?? altered(row, byId) ?? contradiction(row, anchor);
    if (problem) return { ok: false, seq: row.seq, problem };
    note(parts, row, byId);
    head = row;
  }
  if (anchor && anchor.seq > head.seq) return { ok: false, seq: head.seq + 1, problem: `the end is missing: entry ${anchor.seq} is known` };
  const stray = await strayEntry(db, head.seq);
  if (stray !== null) return { ok: false, seq: stray, problem: "is there more than once" };
  return { ok: true, entries: head.seq, head: head.seq === 0 ? null : { seq: head.seq, hash: head.hash }, parts };
}

/** Every row by its number, whatever the number: what stands before the first entry is wrong, too. */
async function* inOrder(db: Kysely<Schema>): AsyncGenerator<LedgerRow> {
  const page = db.selectFrom("ledger").selectAll().orderBy("seq").limit(PAGE);
  for (let rows = await page.execute(); ;) {
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    rows = await page.where("seq", ">", last.seq).execute();
  }
}

function outOfPlace(row: LedgerRow, head: Head): string | null {
  if (!Number.isSafeInteger(row.seq)) return "has no number";
  if (row.seq < 1) return "stands before the first entry";
  if (row.seq <= head.seq) return "is there more than once";
  if (row.seq !== head.seq + 1) return `entry ${head.seq + 1} is missing`;
  return row.prev_hash === head.hash ? null : "does not follow from the entry before";
}

// Without this rule, whoever has no key could go on without one.
function changedKey(row: LedgerRow, head: Head): string | null {
  if (head.key_id === undefined || row.key_id === head.key_id) return null;
  if (row.key_id === null) return "is not keyed, but the entry before is";
  return row.kind === "rekeyed" ? null : "has another key than the entry before, and nothing says why";
}

function altered(row: LedgerRow, keys: ReadonlyMap<string, LedgerKey>): string | null {
  const key = row.key_id === null ? null : keys.get(row.key_id);
  if (key === undefined) return keys.size === 0 ? null : `was made with key ${row.key_id}, which is none of those given`;
  return row.hash === hashOf(row, key) ? null : "its content does not match its hash";
}

function contradiction(row: LedgerRow, anchor: Anchor | null): string | null {
  return anchor?.seq === row.seq && anchor.hash !== row.hash ? "is not the entry that was noted elsewhere" : null;
}

function note(parts: LedgerPart[], { seq, key_id: keyId }: LedgerRow, keys: ReadonlyMap<string, LedgerKey>): void {
  const last = parts.at(-1);
  if (last?.keyId === keyId) last.to = seq;
  else parts.push({ from: seq, to: seq, keyId, proved: keyId === null || keys.has(keyId) });
}

/**
 * The number of an entry that the walk passed by, or null: in a table that somebody made anew without its unique key, a number may be there
 * twice, just where one page ends.
 */
async function strayEntry(db: Kysely<Schema>, walked: number): Promise<number | null> {
  const known = db.selectFrom("ledger").where((row) => row.or([row("seq", "<=", walked), row("seq", "is", null)]));
  const { count } = await known.select(({ fn }) => fn.countAll<number | string>().as("count")).executeTakeFirstOrThrow();
  if (Number(count) === walked) return null;
  const twice = await known
    .select("seq")
    .groupBy("seq")
    .having(({ fn }) => fn.countAll(), ">", 1)
    .orderBy("seq")
    .limit(1)
    .executeTakeFirst();
  return twice?.seq ?? 0;
}
