import pg from "pg";
import { sql } from "kysely";
import type { Kysely } from "kysely";
import { connectionOf } from "./postgres.js";
import type { Schema } from "./schema.js";

/** Tells whoever works, here or in another process, that work may have become due. Nobody may rely on hearing it. */
export interface Announcer {
  /** Tells this process; with `others`, the other processes too. Returns at once. */
  tell(others: boolean): void;
  /** Calls the listener from now on; returns how to stop that. */
  add(listener: () => void): () => void;
  close(): Promise<void>;
}

const CHANNEL = "baton_due";
const RECONNECT_MS = 1_000;
const LONGEST_RECONNECT_MS = 15_000;

/** Makes the announcer of a single process. */
export function localAnnouncer(): Announcer {
  const all = new Set<() => void>();
  return {
    tell: () => all.forEach((listener) => listener()),
    add(listener) {
      all.add(listener);
      return () => void all.delete(listener);
    },
    close: async () => {},
  };
}

/** Makes the announcer of processes on one PostgreSQL: it listens as long as somebody here wants to know. */
export function sharedAnnouncer(db: Kysely<Schema>, url: string): Announcer {
  const local = localAnnouncer();
  const ear = new Ear(url, () => local.tell(false));
  const notify = oneAtATime(async () => void (await sql`select pg_notify(${CHANNEL}, '')`.execute(db)));
  let listening = 0;
  return {
    tell(others) {
      local.tell(false);
      if (others) notify();
    },
    add(listener) {
      if (++listening === 1) ear.open();
      const remove = local.add(listener);
      return () => {
        remove();
        if (--listening === 0) void ear.close();
      };
    },
    close: () => ear.close(),
  };
}

/** Not inside the transactions that make work: notifying serialises their commits. Calls during one are done by the next. */
function oneAtATime(work: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    do {
      again = false;
      // Workers that hear nothing look by themselves.
      await work().catch(() => undefined);
    } while (again);
    running = false;
  };
  return () => {
    again = true;
    if (running) return;
    running = true;
    void run();
  };
}

/** A connection that listens, made anew whenever it breaks. */
class Ear {
  readonly #url: string;
  readonly #heard: () => void;
  #client: pg.Client | null = null;
  #timer: NodeJS.Timeout | undefined;
  #open = false;
  #wait = RECONNECT_MS;

  constructor(url: string, heard: () => void) {
    this.#url = url;
    this.#heard = heard;
  }

  open(): void {
    this.#open = true;
    void this.#connect();
  }

  async close(): Promise<void> {
    this.#open = false;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => undefined);
  }

  async #connect(): Promise<void> {
    const client = new pg.Client(connectionOf(this.#url));
    this.#client = client;
    client.on("error", () => this.#lost(client));
    client.on("end", () => this.#lost(client));
    client.on("notification", () => this.#heard());
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      this.#wait = RECONNECT_MS;
      // Something may have been said while nobody listened.
      this.#heard();
    } catch {
      this.#lost(client);
    }
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = null;
    void client.end().catch(() => undefined);
    if (!this.#open) return;
    this.#timer = setTimeout(() => void this.#connect(), this.#wait).unref();
    this.#wait = Math.min(LONGEST_RECONNECT_MS, this.#wait * 2);
  }
}
