import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { StoredItem, WorkKey } from "../core/ports.js";
import { liftRecord } from "../core/record/lift.js";
import { keyId, rowKey } from "./keys.js";
import type { ItemRow, Schema } from "./schema.js";

const CHUNK = 500;

/** What is remembered, with the key to work on it. */
export interface FoundItem {
  key: WorkKey;
  item: StoredItem;
}

/** Returns what is remembered of an item, or null when it was never evaluated. */
export async function load(db: Kysely<Schema>, key: WorkKey): Promise<StoredItem | null> {
  const row = await db.selectFrom("items").selectAll().where("id", "=", keyId(key)).executeTakeFirst();
  return row ? storedItem(row) : null;
}

/** Finds an item by its GraphQL node id: the newest, should it have had several places. */
export async function findByNodeId(db: Kysely<Schema>, nodeId: string): Promise<FoundItem | null> {
  return (await loadMany(db, [nodeId])).get(nodeId) ?? null;
}

/** Finds many items at once. Returns them by node id; those never evaluated are absent. */
export async function loadMany(db: Kysely<Schema>, nodeIds: string[]): Promise<Map<string, FoundItem>> {
  const found = new Map<string, FoundItem>();
  for (let start = 0; start < nodeIds.length; start += CHUNK) {
    const ids = nodeIds.slice(start, start + CHUNK);
    const rows = await db.selectFrom("items").selectAll().where("node_id", "in", ids).orderBy("updated_at").execute();
    for (const row of rows) {
      const item = storedItem(row);
      if (item) found.set(item.nodeId, { key: rowKey(row), item });
    }
  }
  return found;
}

/** Returns what is remembered of a repository's governed items by number, at most `limit` of those with a number below another, and below which one more follow. */
export async function loadGoverned(
  db: Kysely<Schema>,
  repositoryId: string,
  limit: number,
  below?: number,
): Promise<{ found: FoundItem[]; next: number | null }> {
  const all = governed(db, repositoryId).selectAll();
  const page = below === undefined ? all : all.where("number", "<", below);
  const rows = await page.orderBy("number", "desc").limit(limit).execute();
  const found = rows.flatMap((row) => {
    const item = storedItem(row);
    return item ? [{ key: rowKey(row), item }] : [];
  });
  return { found: found.toReversed(), next: rows.length < limit ? null : (rows.at(-1)?.number ?? null) };
}

/** Returns the keys of a repository's governed items: those that are in a stage. */
export async function governedItems(db: Kysely<Schema>, repositoryId: string): Promise<WorkKey[]> {
  const rows = await governed(db, repositoryId).selectAll().orderBy("number").execute();
  return rows.map(rowKey);
}

function governed(db: Kysely<Schema>, repositoryId: string) {
  return db
    .selectFrom("items")
    .where("repository_id", "=", repositoryId)
    .where("kind", "=", "item")
    .where("stage", "is not", null)
    .where("gone_at", "is", null);
}

/**
 * Returns the keys of a repository's governed items that a lost event could leave behind: those that rest on what only events tell of and were not looked
 * at since `told`, and those whose read set is not all, not since `partial`. Those that have waited longest, at most `limit`.
 */
export async function worthALook(
  db: Kysely<Schema>,
  repositoryId: string,
  since: { told: number; partial: number },
  limit: number,
): Promise<WorkKey[]> {
  const told = sql<boolean>`exists (select 1 from reads where reads.item = items.id
    and reads.key not like 'closers:%' and reads.key not like 'document%' and reads.key not like 'verdict:%' and reads.key not like 'branch:%')`;
  const rows = await governed(db, repositoryId)
    .selectAll()
    .where((e) =>
      e.or([
        e.and([e("partial", "=", 1), e("touched_at", "<", since.partial)]),
        e.and([e("partial", "=", 0), e("touched_at", "<", since.told), told]),
      ]),
    )
    .orderBy("touched_at")
    .limit(limit)
    .execute();
  return rows.map(rowKey);
}

/** Returns the keys of a repository's deployments that still wait for an answer. */
export async function waitingDeployments(db: Kysely<Schema>, repositoryId: string): Promise<WorkKey[]> {
  const rows = await db
    .selectFrom("items")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where("kind", "=", "deployment")
    .where("gone_at", "is", null)
    .orderBy("number")
    .execute();
  return rows.map(rowKey);
}

/** Returns the keys of a repository's items that rest on one of the keys. */
export async function restingIn(db: Kysely<Schema>, repositoryId: string, keys: string[]): Promise<WorkKey[]> {
  const rows = await db
    .selectFrom("items")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where("id", "in", (e) => e.selectFrom("reads").select("item").where("key", "in", keys))
    .orderBy("number")
    .execute();
  return rows.map(rowKey);
}

/** Returns what is remembered of an item by its repository's name, or null. Names' case does not matter, as on GitHub. */
export async function findByName(db: Kysely<Schema>, repository: string, number: number): Promise<StoredItem | null> {
  const [owner = "", name = ""] = repository.toLowerCase().split("/");
  const row = await db
    .selectFrom("items")
    .selectAll()
    .where("kind", "=", "item")
    .where("number", "=", number)
    .where((e) => e(e.fn<string>("lower", ["owner"]), "=", owner))
    .where((e) => e(e.fn<string>("lower", ["name"]), "=", name))
    .orderBy("touched_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? storedItem(row) : null;
}

/** Returns the items whose last evaluation saw this commit as the pull request's head. */
export async function itemsWithHead(db: Kysely<Schema>, repositoryId: string, sha: string): Promise<FoundItem[]> {
  const rows = await db
    .selectFrom("items")
    .selectAll()
    .where("head_sha", "=", sha)
    .where("repository_id", "=", repositoryId)
    .orderBy("number")
    .execute();
  return rows.flatMap((row) => {
    const item = storedItem(row);
    return item ? [{ key: rowKey(row), item }] : [];
  });
}

function storedItem(row: ItemRow): StoredItem | null {
  if (row.record === null || row.node_id === null) return null;
  return {
    nodeId: row.node_id,
    record: liftRecord(JSON.parse(row.record)),
    posted: JSON.parse(row.posted) as StoredItem["posted"],
    handled: JSON.parse(row.handled) as number[],
    headSha: row.head_sha,
    updatedAt: row.updated_at ?? 0,
    reads: row.reads,
    told: JSON.parse(row.told) as StoredItem["told"],
    isGone: row.gone_at !== null,
  };
}
