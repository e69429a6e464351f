import { sql } from "kysely";
import type { Kysely, Migration } from "kysely";
import { isPostgres } from "./dialect.js";
import { artefactStates } from "./migrations/artefact-states.js";
import { governedItems } from "./migrations/governed-items.js";
import { shownPages } from "./migrations/shown-pages.js";

/** All migrations by name, in order. They only go forward; a published one never changes. */
export const MIGRATIONS: Record<string, Migration> = {
  "0001_deliveries_items": { up: deliveriesAndItems },
  "0002_policies": { up: policies },
  "0003_ledger": { up: ledger },
  "0004_crashes_pauses_chores": { up: crashesPausesChores },
  "0005_delivery_writes": { up: deliveryWrites },
  "0006_ledger_key": { up: ledgerKey },
  "0007_pins": { up: pins },
  "0008_repository_pins": { up: repositoryPins },
  "0009_read_sets": { up: readSets },
  "0010_repository_turns": { up: repositoryTurns },
  "0011_shown_pages": { up: shownPages },
  "0012_ledger_kinds": { up: ledgerKinds },
  "0013_artefact_states": { up: artefactStates },
  "0014_governed_items": { up: governedItems },
};

async function deliveriesAndItems(db: Kysely<unknown>): Promise<void> {
  await createDeliveries(db);
  await createItems(db);
  await db.schema
    .createTable("turns")
    .addColumn("installation_id", "bigint", (column) => column.primaryKey())
    .addColumn("turn", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("probes")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("at", "bigint", (column) => column.notNull())
    .execute();
}

async function createDeliveries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("deliveries")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("event", "text", (column) => column.notNull())
    .addColumn("action", "text")
    .addColumn("installation_id", "bigint")
    .addColumn("received_at", "bigint", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("deliveries_received_at").on("deliveries").column("received_at").execute();
}

async function createItems(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("items")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("installation_id", "bigint", (column) => column.notNull())
    .addColumn("repository_id", "text", (column) => column.notNull())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("number", "bigint")
    .addColumn("sha", "text")
    .addColumn("ref", "text")
    .addColumn("due_at", "bigint")
    .addColumn("not_before", "bigint")
    .addColumn("lease_until", "bigint")
    .addColumn("token", "bigint", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("last_error", "text")
    .addColumn("dead_at", "bigint")
    .addColumn("touched_at", "bigint", (column) => column.notNull())
    .addColumn("node_id", "text")
    .addColumn("stage", "text")
    .addColumn("head_sha", "text")
    .addColumn("record", "text")
    .addColumn("posted", "text", (column) => column.notNull())
    .addColumn("handled", "text", (column) => column.notNull())
    .addColumn("updated_at", "bigint")
    .execute();
  for (const column of ["due_at", "lease_until", "dead_at", "node_id", "repository_id", "head_sha"]) {
    await db.schema.createIndex(`items_${column}`).on("items").column(column).where(column, "is not", null).execute();
  }
}

async function policies(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("policies")
    .addColumn("repository_id", "text", (column) => column.primaryKey())
    .addColumn("first_seen_at", "bigint", (column) => column.notNull())
    .addColumn("commit", "text")
    .addColumn("files", "text")
    .addColumn("saved_at", "bigint")
    .execute();
}

async function ledger(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("ledger")
    .addColumn("seq", "bigint", (column) => column.primaryKey())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("item", "text")
    .addColumn("actor", "text")
    .addColumn("payload", "text", (column) => column.notNull())
    .addColumn("prev_hash", "text", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("ledger_item").on("ledger").column("item").execute();
  await forbidChanges(db);
}

async function forbidChanges(db: Kysely<unknown>): Promise<void> {
  for (const statement of isPostgres(db) ? FORBID_ON_POSTGRES : FORBID_EMBEDDED) await sql.raw(statement).execute(db);
}

const FORBID_EMBEDDED = ["update", "delete"].map(
  (change) =>
    `create trigger ledger_no_${change} before ${change} on ledger
     begin select raise(abort, 'the ledger only grows'); end`,
);

const FORBID_ON_POSTGRES = [
  `create function ledger_only_grows() returns trigger language plpgsql as $$
   begin raise exception 'the ledger only grows'; end $$`,
  // For each statement: emptying the table has no rows to look at.
  "create trigger ledger_no_change before update or delete or truncate on ledger for each statement execute function ledger_only_grows()",
];

async function crashesPausesChores(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("items")
    .addColumn("crashes", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable("turns").addColumn("paused_until", "bigint").execute();
  await db.schema
    .createTable("chores")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("due_at", "bigint", (column) => column.notNull())
    .execute();
}

async function deliveryWrites(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("items").addColumn("delivery", "text").execute();
  await db.schema
    .createTable("writes")
    .addColumn("installation_id", "bigint", (column) => column.primaryKey())
    .addColumn("next_at", "bigint", (column) => column.notNull())
    .addColumn("hour_at", "bigint", (column) => column.notNull())
    .execute();
}

async function ledgerKey(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("ledger").addColumn("key_id", "text").execute();
  for (const statement of isPostgres(db) ? STAYS_KEYED_ON_POSTGRES : STAYS_KEYED_EMBEDDED) await sql.raw(statement).execute(db);
}

// A process of an older version that still runs would go on without a key.
const STAYS_KEYED_EMBEDDED = [
  `create trigger ledger_stays_keyed before insert on ledger
   when new.key_id is null and exists (select 1 from ledger where key_id is not null)
   begin select raise(abort, 'the ledger is keyed: this version is too old to add to it'); end`,
];

const STAYS_KEYED_ON_POSTGRES = [
  `create function ledger_stays_keyed() returns trigger language plpgsql as $$
   begin
     if exists (select 1 from ledger where key_id is not null) then
       raise exception 'the ledger is keyed: this version is too old to add to it';
     end if;
     return new;
   end $$`,
  "create trigger ledger_stays_keyed before insert on ledger for each row when (new.key_id is null) execute function ledger_stays_keyed()",
];

async function pins(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("pins")
    .addColumn("repository_id", "text", (column) => column.notNull())
    .addColumn("list", "text", (column) => column.notNull())
    .addColumn("definition", "text", (column) => column.notNull())
    .addColumn("login", "text", (column) => column.notNull())
    .addColumn("account_id", "bigint")
    .addColumn("pinned_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("pins_key", ["repository_id", "list", "definition", "login"])
    .execute();
}

async function repositoryPins(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("repository_pins")
    .addColumn("scope", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("repository_id", "text", (column) => column.notNull())
    .addColumn("seen_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("repository_pins_key", ["scope", "name"])
    .execute();
}

async function readSets(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("items").addColumn("reads", "text").execute();
  await db.schema
    .alterTable("items")
    .addColumn("partial", "integer", (column) => column.notNull().defaultTo(1))
    .execute();
  await db.schema
    .alterTable("items")
    .addColumn("told", "text", (column) => column.notNull().defaultTo("{}"))
    .execute();
  await db.schema.alterTable("items").addColumn("gone_at", "bigint").execute();
  // A slice ends at an id, by the order that we sort in ourselves.
  const text = isPostgres(db) ? sql`text collate "C"` : ("text" as const);
  const reads = db.schema
    .createTable("reads")
    .addColumn("item", text, (column) => column.notNull())
    .addColumn("key", text, (column) => column.notNull())
    .addPrimaryKeyConstraint("reads_item_key", ["item", "key"]);
  // Else the embedded database keeps every row a third time.
  await (isPostgres(db) ? reads : reads.modifyEnd(sql`without rowid`)).execute();
  await db.schema.createIndex("reads_key").on("reads").columns(["key", "item"]).execute();
  await db.schema
    .createTable("named")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("at", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("wakes")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("after", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .execute();
}

async function repositoryTurns(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("repository_turns")
    .addColumn("repository_id", "text", (column) => column.primaryKey())
    .addColumn("turn", "bigint", (column) => column.notNull())
    .execute();
}

/** What is told of agents is a small part of the ledger, and asked for by itself. */
async function ledgerKinds(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex("ledger_kind").on("ledger").columns(["kind", "at"]).execute();
}
