import { randomUUID } from "node:crypto";
import pg from "pg";
import { sql } from "kysely";
import type { Kysely } from "kysely";
import { storable } from "./dialect.js";
import { connectionOf } from "./postgres.js";
import type { Schema } from "./schema.js";

/** Tells whoever works, here or in another process, that work may have become due. Nobody may rely on hearing it. */
export interface Announcer {
  /** Tells this process; with `others`, the other processes too. Returns at once. */
  tell(others: boolean): void;
  /** Calls the listener from now on; returns how to stop that. */
  add(listener: () => void): () => void;
  /** Tells the other processes something that makes them better, not right. Returns at once; what is too long is not said. */
  say(text: string): void;
  /** Calls the listener with what other processes say; returns how to stop that. */
  hear(listener: (text: string) => void): () => void;
  close(): Promise<void>;
}

const CHANNEL = "baton_due";
const SAYING = "baton_say";
/** PostgreSQL's limit is 8,000 bytes. */
const LONGEST_SAYING = 7_900;
const RECONNECT_MS = 1_000;
const LONGEST_RECONNECT_MS = 15_000;

/** Makes the announcer of a single process. */
export function localAnnouncer(): Announcer {
  const due = new Listeners<void>();
  return { tell: () => due.call(), add: (listener) => due.add(listener), say: () => {}, hear: () => () => {}, close: async () => {} };
}

/** Makes the announcer of processes on one PostgreSQL: it listens as long as somebody here wants to know. */
export function sharedAnnouncer(db: Kysely<Schema>, url: string): Announcer {
  const due = new Listeners<void>();
  const said = new Listeners<string>();
  const ear = new Ear(url, (text) => (text === null ? due.call() : said.call(text)));
  const notify = oneAtATime(async () => void (await sql`select pg_notify(${CHANNEL}, '')`.execute(db)));
  const me = randomUUID();
  let sayings: string[] = [];
  const utter = oneAtATime(async () => {
    const all = JSON.stringify(sayings);
    sayings = [];
    await sql`select pg_notify(${SAYING}, saying) from json_array_elements_text(${all}::json) as saying`.execute(db);
  });
  return {
    tell(others) {
      due.call();
      if (others) notify();
    },
    add: (listener) => ear.during(due.add(listener)),
    say(text) {
      const saying = storable(`${me} ${text}`);
      if (Buffer.byteLength(saying) > LONGEST_SAYING) return;
      sayings.push(saying);
      utter();
    },
    hear: (listener) => ear.during(said.add((saying) => !saying.startsWith(me) && listener(saying.slice(me.length + 1)))),
    close: () => ear.close(),
  };
}

class Listeners<T> {
  readonly #all = new Set<(value: T) => unknown>();

  add(listener: (value: T) => unknown): () => void {
    this.#all.add(listener);
    return () => void this.#all.delete(listener);
  }

  call(value: T): void {
    for (const listener of this.#all) listener(value);
  }
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
  readonly #heard: (text: string | null) => void;
  #client: pg.Client | null = null;
  #timer: NodeJS.Timeout | undefined;
  #open = false;
  #wait = RECONNECT_MS;
  #users = 0;

  /** `heard` takes what was said, or null when work may be due. */
  constructor(url: string, heard: (text: string | null) => void) {
    this.#url = url;
    this.#heard = heard;
  }

  /** Listens until what was begun is ended. Takes how to end it; returns how to end both. */
  during(end: () => void): () => void {
    if (++this.#users === 1) {
      this.#open = true;
      void this.#connect();
    }
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      end();
      if (--this.#users === 0) void this.close();
    };
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
    client.on("notification", ({ channel, payload }) => this.#heard(channel === SAYING ? (payload ?? "") : null));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}; listen ${SAYING}`);
      this.#wait = RECONNECT_MS;
      // Something may have been said while nobody listened.
      this.#heard(null);
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
