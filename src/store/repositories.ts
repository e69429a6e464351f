import { sql, type Kysely } from "kysely";
import type { EntryRow } from "../core/ledger/entry.js";
import { AGENT_KINDS } from "../core/ledger/data.js";
import type { LedgerRow, Schema } from "./schema.js";

/** A repository that something was looked at in, under its newest name. */
export interface KnownRepository {
  id: string;
  owner: string;
  name: string;
}

const CHUNK = 500;

/** Returns the repositories that have items, by their names' order. */
export async function knownRepositories(db: Kysely<Schema>): Promise<KnownRepository[]> {
  const rows = await db
    .selectFrom("items")
    .select(["repository_id as id", "owner", "name"])
    .where("kind", "=", "item")
    .where("node_id", "is not", null)
    .groupBy(["repository_id", "owner", "name"])
    .orderBy((e) => e.fn.max("touched_at"))
    .execute();
  const newest = new Map(rows.map((row) => [row.id, row]));
  return [...newest.values()].toSorted((a, b) => `${a.owner}/${a.name}`.localeCompare(`${b.owner}/${b.name}`));
}

/**
 * Yields what the ledger says of a repository, then of its items, gone ones included, some items at a time: of each item everything, in the ledger's order.
 * Of the kinds in `bare` the payload is left out, null.
 */
export async function* entriesOfRepository(
  db: Kysely<Schema>,
  repositoryId: string,
  bare: readonly string[],
): AsyncGenerator<(KeptRow | BareRow)[]> {
  const items = await db
    .selectFrom("items")
    .select("node_id")
    .where("repository_id", "=", repositoryId)
    // What concerns a repository as a whole is kept under its own id.
    .where("kind", "in", ["item", "context"])
    .where("node_id", "is not", null)
    .orderBy("number")
    .execute();
  const ids = items.flatMap(({ node_id: id }) => (id === null ? [] : [id]));
  for (let start = 0; start < ids.length; start += CHUNK) {
    const rows = await db
      .selectFrom("ledger")
      .select(["at", "kind", "item", "actor"])
      .select((row) => row.case().when("kind", "in", bare).then(null).else(row.ref("payload")).end().as("payload"))
      .where("item", "in", ids.slice(start, start + CHUNK))
      .orderBy("seq")
      .execute();
    yield rows;
  }
}

/** An entry of the ledger as its table has it, but for its place in the chain. */
export type KeptRow = Pick<LedgerRow, "at" | "kind" | "item" | "actor" | "payload">;

/** The same of a kind whose payload was left out. */
export type BareRow = Omit<KeptRow, "payload"> & { payload: null };

/** Takes a row as it is kept; returns what it says. */
export function entryRow({ at, kind, item, actor, payload }: KeptRow): EntryRow {
  return { at, kind, item, actor, payload: parsed(payload) };
}

/** So many are counted; an agent that did more is past every limit. */
const MOST_OF_AGENTS = 10_000;

/** Returns what the ledger says of agents in a repository since a moment, newest first. */
export async function agentEntries(db: Kysely<Schema>, repositoryId: string, since: number): Promise<EntryRow[]> {
  const rows = await db
    .selectFrom("ledger")
    .select(["at", "kind", "item", "actor", "payload"])
    .where("kind", "in", AGENT_KINDS)
    .where("at", ">=", since)
    .where("item", "in", (own) =>
      own
        .selectFrom("items")
        .select(sql<string>`node_id`.as("node_id"))
        .where("repository_id", "=", repositoryId)
        .where("node_id", "is not", null),
    )
    .orderBy("at", "desc")
    .limit(MOST_OF_AGENTS)
    .execute();
  return rows.map(entryRow);
}

// Nonsense is an entry that this version cannot read.
function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}
