import { randomBytes } from "node:crypto";
import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Time } from "../../core/basics/known.js";
import { toRow, type Entry } from "../../core/ledger/entry.js";
import type { WorkKey } from "../../core/ports.js";
import { emptyRecord } from "../../core/record/record.js";
import { openStore, type LedgerKey, type Store } from "../../store/store.js";

/** What is kept: the ledger of one repository, and its policy. */
export interface KeptQuarter {
  repository: { nodeId: string; owner: string; name: string; commit: string };
  /** By path. */
  policyFiles: Record<string, string>;
  /** Oldest first. */
  entries: readonly Entry[];
  now: Time;
}

/** True where a folder holds a database already. */
export async function isKept(folder: string): Promise<boolean> {
  return await access(join(folder, "baton.db")).then(
    () => true,
    () => false,
  );
}

/** Makes a database of entries that no App of this folder decided: what reads the store of one reads this one. Throws when it cannot be made. */
export async function keepEntries(folder: string, { repository, policyFiles, entries, now }: KeptQuarter): Promise<void> {
  // Nobody goes on with this ledger.
  const key: LedgerKey = { id: randomBytes(8).toString("hex"), secret: randomBytes(32) };
  const { nodeId: repositoryId, owner, name, commit } = repository;
  const store = await openStore({ folder }, key);
  try {
    const files = Object.entries(policyFiles).map(([path, text]) => ({ path, text }));
    await store.savePolicy(repositoryId, { commit, files }, now);
    const place = { installationId: 1, repositoryId, owner, name };
    const nodeIds = new Map(entries.flatMap(({ number, item }) => (number === null || item === null ? [] : [[number, item] as const])));
    await keepItem(store, { ...place, kind: "context" }, { nodeId: repositoryId, now, entries });
    for (const [number, nodeId] of nodeIds) await keepItem(store, { ...place, kind: "item", number }, { nodeId, now, entries: [] });
  } finally {
    await store.close();
  }
}

/** As a look keeps it; what the ledger is told of others comes with the first one, in its own order. */
async function keepItem(
  store: Store,
  key: WorkKey,
  { nodeId, now, entries }: { nodeId: string; now: Time; entries: readonly Entry[] },
): Promise<void> {
  await store.enqueue([key], now);
  const lease = await store.claim(now, 60_000);
  if (!lease) throw new Error("nothing to claim");
  await store.commit(lease, { now, nodeId, record: emptyRecord(), posted: {}, handled: [], entries: entries.map((entry) => toRow(entry)) });
  await store.finish(lease, { now, dueAt: null });
}
