import { setTimeout as sleep } from "node:timers/promises";
import Libsql from "libsql";
import { SqliteAdapter, SqliteDialect, SqliteDriver } from "kysely";
import type { Driver } from "kysely";
import { PreparedOnce } from "./prepared.js";

/** The database blocks this thread while it waits for another process, so it waits briefly; `retryBusy` waits the rest. */
const BUSY_BLOCKING_MS = 100;
const BUSY_PATIENCE_MS = 3_000;

/** Opens the embedded database. Takes its path, or `:memory:`. Throws when the file cannot be opened or is no database. */
export function embeddedDialect(file: string): SqliteDialect {
  const database = new Libsql(file, { timeout: BUSY_BLOCKING_MS });
  database.pragma("journal_mode = WAL");
  database.exec("pragma synchronous = FULL");
  return new ImmediateDialect(database);
}

/** Repeats work that another process's lock refused. Takes the work; returns its result. Throws its last error after the patience. */
export async function retryBusy<T>(work: () => Promise<T>, patienceMs = BUSY_PATIENCE_MS): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      await sleep(5 + Math.random() * 20);
    }
  }
}

function isBusy(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED");
}

class ImmediateDialect extends SqliteDialect {
  readonly #database: Libsql.Database;
  constructor(database: Libsql.Database) {
    super({ database });
    this.#database = database;
  }
  override createDriver(): Driver {
    return new ImmediateDriver(this.#database);
  }
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

/** Kysely does not count on it, but SQLite's schema changes are transactional: two processes may migrate at once. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Transactions take the write lock at their beginning: one that reads first could otherwise not write later. */
class ImmediateDriver extends SqliteDriver {
  readonly #database: Libsql.Database;
  constructor(database: Libsql.Database) {
    super({ database: new PreparedOnce(database) });
    this.#database = database;
  }
  /** Not by a prepared statement: libsql leaves one that met a lock open, and an open one forbids every later commit. */
  override async beginTransaction(): Promise<void> {
    await retryBusy(async () => this.#database.exec("begin immediate"));
  }
}
