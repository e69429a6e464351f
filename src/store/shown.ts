import { sql } from "kysely";
import type { Kysely, Transaction } from "kysely";
import type { WorkKey } from "../core/ports.js";
import { SHOWN_VERSION } from "../core/shown/types.js";
import type { BoardRow, KeptForPages, ShownPolicy, ShownRepository, ShownRow, Visit } from "../core/shown/types.js";
import { transact } from "./dialect.js";
import { keyId } from "./keys.js";
import type { Schema, ShownItemRow } from "./schema.js";

type Columns = Partial<ShownItemRow>;

/**
 * Keeps, in the transaction of a look, what pages show of the item; null: nothing any more. Left out it stays, but for why the item could not be judged.
 */
export async function saveShown(
  trx: Transaction<Schema>,
  key: WorkKey,
  shown: KeptForPages | null | undefined,
  trouble: string | undefined,
): Promise<void> {
  if (key.kind !== "item") return;
  const id = keyId(key);
  if (shown === null) return await removeShown(trx, id);
  if (shown === undefined) {
    if (trouble !== undefined) await trx.updateTable("shown_items").set({ trouble }).where("id", "=", id).execute();
    return;
  }
  const columns = {
    open: shown.row.closed ? 0 : 1,
    version: SHOWN_VERSION,
    ...json(shown),
    digest: shown.digest,
    trouble: trouble ?? null,
  };
  const acked = shown.acked === undefined ? {} : { acked: JSON.stringify(shown.acked) };
  await trx
    .insertInto("shown_items")
    .values({ id, repository_id: key.repositoryId, number: key.number, acked: null, ...columns, ...acked })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ ...columns, ...acked }))
    .execute();
}

/** What pages show of an item is gone with it. */
export async function removeShown(trx: Transaction<Schema>, id: string): Promise<void> {
  await trx.deleteFrom("shown_items").where("id", "=", id).execute();
}

function json({ row, page, visits, content }: KeptForPages) {
  return { row: JSON.stringify(row), page: JSON.stringify(page), visits: JSON.stringify(visits), content: JSON.stringify(content) };
}

/** True when just this is kept of an item for pages; with null, when nothing is. */
export async function isShown(db: Kysely<Schema>, key: WorkKey, digest: string | null): Promise<boolean> {
  const kept = await db.selectFrom("shown_items").select("digest").where("id", "=", keyId(key)).executeTakeFirst();
  return (kept?.digest ?? null) === digest;
}

/** Keeps what pages know of a repository. */
export async function saveShownRepository(
  db: Kysely<Schema>,
  { repositoryId, owner, name, policy, digest }: ShownRepository,
): Promise<void> {
  const columns: Columns & { owner: string; name: string; policy: string; version: number; digest: string } = {
    owner,
    name,
    policy: JSON.stringify(policy),
    version: SHOWN_VERSION,
    digest,
  };
  await transact(db, async (trx) => {
    await trx
      .insertInto("shown_repositories")
      .values({ repository_id: repositoryId, ...columns })
      .onConflict((conflict) => conflict.column("repository_id").doUpdateSet(columns))
      .execute();
  });
}

/** Returns what pages know of those of these repositories that they know. */
export async function shownRepositories(db: Kysely<Schema>, ids: readonly string[]): Promise<ShownRepository[]> {
  const found: ShownRepository[] = [];
  for (const some of chunks(ids)) {
    const rows = await db
      .selectFrom("shown_repositories")
      .selectAll()
      .where("repository_id", "in", some)
      .where("version", "=", SHOWN_VERSION)
      .execute();
    for (const { repository_id: repositoryId, owner, name, policy, digest } of rows)
      found.push({ repositoryId, owner, name, policy: JSON.parse(policy) as ShownPolicy, digest });
  }
  return found;
}

/** Returns the open items of repositories, by the repository's id. */
export async function boardRows(db: Kysely<Schema>, ids: readonly string[]): Promise<Map<string, BoardRow[]>> {
  const found = new Map<string, BoardRow[]>(ids.map((id) => [id, []]));
  for (const some of chunks(ids)) {
    const rows = await db
      .selectFrom("shown_items")
      .select(["repository_id", "row", "trouble"])
      .where("repository_id", "in", some)
      .where("open", "=", 1)
      .where("version", "=", SHOWN_VERSION)
      .execute();
    for (const { repository_id, row, trouble } of rows) found.get(repository_id)?.push({ row: JSON.parse(row) as ShownRow, trouble });
  }
  return found;
}

/** Returns the stays in stages that are over, of all items of a repository. */
export async function shownVisits(db: Kysely<Schema>, repositoryId: string): Promise<Visit[]> {
  const rows = await db
    .selectFrom("shown_items")
    .select("visits")
    .where("repository_id", "=", repositoryId)
    .where("visits", "<>", "[]")
    .execute();
  return rows.flatMap(({ visits }) => JSON.parse(visits) as Visit[]);
}

/** Returns how many governed items of a repository are still to be looked at before pages can show them. */
export async function notYetShown(db: Kysely<Schema>, repositoryId: string): Promise<number> {
  const shown = sql<boolean>`not exists (select 1 from shown_items where shown_items.repository_id = items.repository_id and shown_items.version = ${SHOWN_VERSION} and shown_items.id = items.id)`;
  const found = await db
    .selectFrom("items")
    .select((e) => e.fn.countAll<number>().as("count"))
    .where("repository_id", "=", repositoryId)
    .where("kind", "=", "item")
    .where("stage", "is not", null)
    .where("gone_at", "is", null)
    .where(shown)
    .executeTakeFirst();
  return found?.count ?? 0;
}

const CHUNK = 300;

function chunks(ids: readonly string[]): string[][] {
  const some: string[][] = [];
  for (let start = 0; start < ids.length; start += CHUNK) some.push(ids.slice(start, start + CHUNK));
  return some;
}
