import { sql } from "kysely";
import type { Kysely } from "kysely";
import { transact } from "./dialect.js";
import type { Schema } from "./schema.js";

/** Apart, so that what happens meanwhile gets its turn in between. */
const APART_MS = 200;
const CHUNK = 500;

/**
 * Puts a repository and all that is remembered of it into the queue, what was parked included. Takes its name as it was last seen;
 * returns how many items that is, or null when no such repository was ever seen.
 */
export async function resync(db: Kysely<Schema>, repository: { owner: string; name: string }, now: number): Promise<number | null> {
  const rows = await rowsOf(db, repository);
  for (let start = 0; start < rows.length; start += CHUNK) {
    const some = rows.slice(start, start + CHUNK).map(({ id }, index) => ({ id, dueAt: now + (start + index) * APART_MS }));
    await makeDueAnew(db, some, now);
  }
  await showAnew(db, rows);
  return rows.length === 0 ? null : rows.filter((row) => row.kind === "item").length;
}

/** By the id of the repository: items keep the name under which they were last seen. The repository comes first, it finds unknown items. */
async function rowsOf(db: Kysely<Schema>, { owner, name }: { owner: string; name: string }): Promise<{ id: string; kind: string }[]> {
  const named = sql<boolean>`lower(owner) = ${owner.toLowerCase()} and lower(name) = ${name.toLowerCase()}`;
  return await db
    .selectFrom("items")
    .select(["id", "kind"])
    .where("kind", "in", ["item", "repository", "context", "deployment"])
    .where("repository_id", "in", (e) => e.selectFrom("items as named").select("named.repository_id").where(named))
    .orderBy("kind", "desc")
    .orderBy("number")
    .execute();
}

async function makeDueAnew(db: Kysely<Schema>, rows: { id: string; dueAt: number }[], now: number): Promise<void> {
  const crashes = sql<number>`case when crashes > 0 then 1 else 0 end`;
  await transact(db, async (trx) => {
    for (const { id, dueAt } of rows) {
      const sooner = sql<number>`case when due_at < ${dueAt} then due_at else ${dueAt} end`;
      await trx
        .updateTable("items")
        .set({ due_at: sooner, not_before: null, dead_at: null, attempts: 0, crashes, touched_at: now })
        .where("id", "=", id)
        .execute();
    }
  });
}

/** What pages show is written again at the next look, even where nothing changed. */
async function showAnew(db: Kysely<Schema>, rows: { id: string; kind: string }[]): Promise<void> {
  const repository = rows.find(({ kind }) => kind === "repository");
  const ids = rows.filter(({ kind }) => kind === "item").map(({ id }) => id);
  for (let start = 0; start < ids.length; start += CHUNK)
    await db
      .updateTable("shown_items")
      .set({ digest: "" })
      .where("id", "in", ids.slice(start, start + CHUNK))
      .execute();
  if (repository)
    await db
      .updateTable("shown_repositories")
      .set({ digest: "" })
      .where("repository_id", "=", repository.id.slice("repository:".length))
      .execute();
}
