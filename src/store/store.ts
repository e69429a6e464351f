import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Kysely } from "kysely";
import { commit, savePosted } from "./commit.js";
import { countParked, deadLetters, replay } from "./dead.js";
import { acceptDelivery } from "./deliveries.js";
import { embeddedDialect, retryBusy } from "./dialect.js";
import { enqueue } from "./due.js";
import { findByNodeId, governedItems, itemsWithHead, load, loadMany } from "./items.js";
import { entries, verify } from "./ledger.js";
import { migrate } from "./migrate.js";
import { loadPolicy, policyFirstSeen, savePolicy } from "./policies.js";
import { claim, fail, finish, heartbeat, nextDue, pending } from "./queue.js";
import { probe, retention } from "./retention.js";
import type { Schema } from "./schema.js";

export type { Delivery } from "./deliveries.js";
export type { DeadLetter } from "./dead.js";
export type { Evaluation } from "./commit.js";
export type { FoundItem } from "./items.js";
export type { Anchor, ChainedEntry, LedgerEntry, Verification } from "./ledger.js";
export type { KeptPolicy } from "./policies.js";
export type { Failure, Lease } from "./queue.js";
export { Fenced } from "./commit.js";
export { MAX_ATTEMPTS } from "./due.js";
export { keyId } from "./keys.js";

/** Everything Baton remembers. Times are epoch milliseconds, given by the caller. */
export type Store = Awaited<ReturnType<typeof openStore>>;

/** Where the database lives: a folder, or `:memory:`. */
export interface StoreOptions {
  folder: string;
}

/** Opens the embedded database and brings it up to date. Throws when the folder or the file cannot be used. */
export async function openStore(options: StoreOptions) {
  const db = await openDatabase(options.folder);
  const due = listeners();
  const announce = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    due.tell();
    return result;
  };
  return {
    acceptDelivery: (...args: Rest<typeof acceptDelivery>) => announce(acceptDelivery(db, ...args)),
    enqueue: (...args: Rest<typeof enqueue>) => announce(enqueue(db, ...args)),
    replay: (...args: Rest<typeof replay>) => announce(replay(db, ...args)),
    claim: (...args: Rest<typeof claim>) => claim(db, ...args),
    heartbeat: (...args: Rest<typeof heartbeat>) => heartbeat(db, ...args),
    finish: (...args: Rest<typeof finish>) => announce(finish(db, ...args)),
    fail: (...args: Rest<typeof fail>) => announce(fail(db, ...args)),
    pending: (now: number) => pending(db, now),
    nextDue: () => nextDue(db),
    deadLetters: (limit?: number) => deadLetters(db, limit),
    countParked: () => countParked(db),
    ...itemStore(db),
    loadPolicy: (...args: Rest<typeof loadPolicy>) => loadPolicy(db, ...args),
    savePolicy: (...args: Rest<typeof savePolicy>) => savePolicy(db, ...args),
    policyFirstSeen: (...args: Rest<typeof policyFirstSeen>) => policyFirstSeen(db, ...args),
    ledger: {
      entries: (...args: Rest<typeof entries>) => entries(db, ...args),
      verify: (...args: Rest<typeof verify>) => verify(db, ...args),
    },
    retention: (now: number) => retention(db, now),
    probe: (now: number) => probe(db, now),
    /** Calls the listener whenever work may have become due; returns how to stop that. */
    onDue: due.add,
    close: () => db.destroy(),
  };
}

function itemStore(db: Kysely<Schema>) {
  return {
    load: (...args: Rest<typeof load>) => load(db, ...args),
    findByNodeId: (...args: Rest<typeof findByNodeId>) => findByNodeId(db, ...args),
    loadMany: (...args: Rest<typeof loadMany>) => loadMany(db, ...args),
    governedItems: (...args: Rest<typeof governedItems>) => governedItems(db, ...args),
    itemsWithHead: (...args: Rest<typeof itemsWithHead>) => itemsWithHead(db, ...args),
    commit: (...args: Rest<typeof commit>) => commit(db, ...args),
    savePosted: (...args: Rest<typeof savePosted>) => savePosted(db, ...args),
  };
}

type Rest<F> = F extends (db: Kysely<Schema>, ...rest: infer R) => unknown ? R : never;

async function openDatabase(folder: string): Promise<Kysely<Schema>> {
  if (folder !== ":memory:") await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = folder === ":memory:" ? folder : join(folder, "baton.db");
  // Two processes that start at once may refuse each other the switch to the write-ahead log.
  const db = await retryBusy(async () => new Kysely<Schema>({ dialect: embeddedDialect(file) }));
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return db;
}

function listeners() {
  const all = new Set<() => void>();
  return {
    tell: () => all.forEach((listener) => listener()),
    add: (listener: () => void) => {
      all.add(listener);
      return () => void all.delete(listener);
    },
  };
}
