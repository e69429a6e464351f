import type { Kysely } from "kysely";
import type { StoredItem, WorkKey } from "../core/ports.js";
import { liftRecord } from "../core/handoff/lift.js";
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

/** Returns what is remembered of a repository's governed items, by number: at most `limit`, and how many there are. */
export async function loadGoverned(
  db: Kysely<Schema>,
  repositoryId: string,
  limit: number,
): Promise<{ found: FoundItem[]; total: number }> {
  const governed = db
    .selectFrom("items")
    .where("repository_id", "=", repositoryId)
    .where("kind", "=", "item")
    .where("stage", "is not", null);
  const rows = await governed.selectAll().orderBy("number", "desc").limit(limit).execute();
  const { total } = await governed.select(({ fn }) => fn.countAll<number | string>().as("total")).executeTakeFirstOrThrow();
  const found = rows.flatMap((row) => {
    const item = storedItem(row);
    return item ? [{ key: rowKey(row), item }] : [];
  });
  return { found: found.toReversed(), total: Number(total) };
}

/** Returns the keys of a repository's governed items: those that are in a stage. */
export async function governedItems(db: Kysely<Schema>, repositoryId: string): Promise<WorkKey[]> {
  const rows = await db
    .selectFrom("items")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where("kind", "=", "item")
    .where("stage", "is not", null)
    .orderBy("number")
    .execute();
  return rows.map(rowKey);
}

/** Returns the keys of an installation's governed items whose gates judge the stage of another item, named `owner/name#12`. */
export async function waitingFor(db: Kysely<Schema>, installationId: number, reference: string): Promise<WorkKey[]> {
  const rows = await db
    .selectFrom("items")
    .selectAll()
    .where("installation_id", "=", installationId)
    .where("kind", "=", "item")
    .where("stage", "is not", null)
    // Only to have fewer records to read: an underscore stands for anything here.
    .where("record", "like", `%${JSON.stringify(reference)}%`)
    .orderBy("id")
    .execute();
  return rows.filter((row) => storedItem(row)?.record.announced?.waitsFor?.includes(reference)).map(rowKey);
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

/** Returns a repository's open pull requests, as last evaluated. */
export async function openPulls(db: Kysely<Schema>, repositoryId: string): Promise<FoundItem[]> {
  const rows = await db
    .selectFrom("items")
    .selectAll()
    .where("head_sha", "is not", null)
    .where("repository_id", "=", repositoryId)
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
  };
}
