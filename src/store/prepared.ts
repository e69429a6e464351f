import type Libsql from "libsql";
import type { SqliteDatabase, SqliteStatement } from "kysely";
import { BoundedCache } from "../core/basics/bounded-cache.js";

/** The store has about a hundred; those with lists of parameters differ by length. */
const MOST_STATEMENTS = 300;

/** The embedded database as Kysely wants it. Preparing a statement costs more than most of ours take: each is prepared once. */
export class PreparedOnce implements SqliteDatabase {
  readonly #database: Libsql.Database;
  readonly #statements = new BoundedCache<PreparedStatement>({ entries: MOST_STATEMENTS });

  constructor(database: Libsql.Database) {
    this.#database = database;
  }

  prepare(text: string): SqliteStatement {
    const known = this.#statements.get(text);
    if (known) return known;
    const statement = new PreparedStatement(this.#database.prepare(text), () => this.#statements.delete(text));
    this.#statements.set(text, statement);
    return statement;
  }

  close(): void {
    this.#statements.deletePrefix("");
    this.#database.close();
  }
}

/** A statement that failed is not used again: libsql may have left it open. */
class PreparedStatement implements SqliteStatement {
  readonly reader: boolean;
  readonly #statement: Libsql.Statement;
  readonly #onFailure: () => void;

  constructor(statement: Libsql.Statement, onFailure: () => void) {
    this.reader = statement.reader;
    this.#statement = statement;
    this.#onFailure = onFailure;
  }

  all(parameters: readonly unknown[]): unknown[] {
    return this.#orForget(() => this.#statement.all(parameters));
  }

  run(parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint } {
    return this.#orForget(() => this.#statement.run(parameters));
  }

  iterate(parameters: readonly unknown[]): IterableIterator<unknown> {
    return this.#orForget(() => this.#statement.iterate(parameters));
  }

  #orForget<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.#onFailure();
      throw error;
    }
  }
}
