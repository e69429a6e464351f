import pg from "pg";
import { PostgresDialect } from "kysely";
import type { PostgresPool, PostgresPoolClient } from "kysely";

/** GitHub waits ten seconds for an answer: connecting and one statement must fail well before. */
const CONNECT_MS = 3_000;
const STATEMENT_MS = 5_000;
/** A process that stands still inside a transaction loses it, before those that wait for its locks give up. */
const IDLE_IN_TRANSACTION_MS = 3_000;
const CONNECTIONS = 10;
const { INT8 } = pg.types.builtins;

/** How a connection is made, for the pool and for listening. Sums, counts and times fit a number. */
export function connectionOf(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: "baton",
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    types: {
      getTypeParser: (id: Parameters<typeof pg.types.getTypeParser>[0], format?: "text" | "binary"): unknown =>
        id === INT8 ? Number : pg.types.getTypeParser(id, format),
    },
  };
}

/** Connects to PostgreSQL, when it is first needed. Every statement and every wait is bounded. */
export function postgresDialect(url: string): PostgresDialect {
  const limits = {
    statement_timeout: STATEMENT_MS,
    query_timeout: STATEMENT_MS + 1_000,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  };
  return new PostgresDialect({ pool: sturdy(new pg.Pool({ ...connectionOf(url), ...limits, max: CONNECTIONS })) });
}

/** For migrations: one connection, and a statement may take long. */
export function patientDialect(url: string): PostgresDialect {
  return new PostgresDialect({ pool: sturdy(new pg.Pool({ ...connectionOf(url), max: 1 })) });
}

/** A pool that survives the loss of the server: no error goes unheard, and no broken connection is used again. */
function sturdy(pool: pg.Pool): PostgresPool {
  pool.on("error", ignore);
  // A connection may also break between two statements of a transaction, when nobody listens but us.
  pool.on("connect", (client) => client.on("error", ignore));
  return {
    connect: async () => watched(await pool.connect()),
    end: () => pool.end(),
  };
}

function watched(client: pg.PoolClient): PostgresPoolClient {
  let broken = false;
  const query = async (...args: unknown[]): Promise<unknown> => {
    // No roll-back waits for a server that did not answer before.
    if (broken) throw new Error("The connection to PostgreSQL broke");
    try {
      return await (client.query as (...given: unknown[]) => Promise<unknown>)(...args);
    } catch (error) {
      broken ||= !isAnswer(error);
      throw error;
    }
  };
  return { query: query as unknown as PostgresPoolClient["query"], release: () => client.release(broken) };
}

/** True when the server itself refused the statement: the connection is in order then. Class 57 is the server going away. */
function isAnswer(error: unknown): boolean {
  return error instanceof pg.DatabaseError && typeof error.code === "string" && !/^(?:57P|08)/.test(error.code);
}

function ignore(): void {
  // Whoever uses the connection learns of it by the statement that fails.
}
