import type { Kysely } from "kysely";
import type { WorkKey } from "../core/ports.js";
import { localAnnouncer, sharedAnnouncer } from "./notify.js";
import { artefactsOf } from "./artefacts.js";
import { takeChore } from "./chores.js";
import { commit, markGone, savePosted, type Evaluation } from "./commit.js";
import { countParked, deadLetters, replay, replayAll } from "./dead.js";
import { acceptDeliveries, type Delivery } from "./deliveries.js";
import { DeliveryGroups } from "./delivery-groups.js";
import { databaseTime } from "./dialect.js";
import { enqueue, enqueueAnew } from "./due.js";
import { queueFigures } from "./figures.js";
import {
  findByName,
  findByNodeId,
  governedItems,
  itemsWithHead,
  load,
  loadGoverned,
  loadMany,
  restingIn,
  waitingDeployments,
  worthALook,
} from "./items.js";
import type { LedgerKey } from "./ledger-hash.js";
import { verify, type Anchor } from "./ledger-verify.js";
import { entries } from "./ledger.js";
import { knownDeliveries, loadMark, saveMark } from "./missed.js";
import { openDatabase } from "./open.js";
import type { StoreOptions } from "./open.js";
import { loadPins, savePins } from "./pins.js";
import { loadPolicy, policyFirstSeen, savePolicy } from "./policies.js";
import { claim, fail, finish, heartbeat, nextDue, pending, type Lease } from "./queue.js";
import { resync } from "./resync.js";
import { wakeMore } from "./wake.js";
import { takeWrite } from "./writes.js";
import { judgedPulls } from "./pulls.js";
import { agentEntries, entriesOfRepository, knownRepositories } from "./repositories.js";
import { loadRepositoryPins, saveRepositoryPins } from "./repository-pins.js";
import { probe, retention } from "./retention.js";
import type { Schema } from "./schema.js";
import { boardRows, isShown, notYetShown, saveShownRepository, shownRepositories, shownVisits } from "./shown.js";
import { entriesOf, shownPage } from "./shown-item.js";

export type { Delivery } from "./deliveries.js";

export type { Evaluation } from "./commit.js";
export type { LedgerKey } from "./ledger-hash.js";
export type { Anchor, LedgerPart } from "./ledger-verify.js";
export type { StoreOptions } from "./open.js";
export { entryRow, type BareRow, type KeptRow } from "./repositories.js";
export type { Lease } from "./queue.js";
export { Fenced } from "./commit.js";
export { MAX_ATTEMPTS, MAX_CRASHES } from "./due.js";

/** Everything Baton remembers. Times are epoch milliseconds, given by the caller. */
export type Store = Awaited<ReturnType<typeof openStore>>;

/**
 * Opens the database and brings it up to date. Takes the ledger's key, too, from whoever decides anything: without it nothing is added to
 * the ledger. Throws when the database cannot be had, or was written by a newer version.
 */
export async function openStore(options: StoreOptions, key: LedgerKey | null = null) {
  const db = await openDatabase(options);
  const due = "url" in options ? sharedAnnouncer(db, options.url) : localAnnouncer();
  const announce = async <T>(work: Promise<T>, others = true): Promise<T> => {
    const result = await work;
    due.tell(others);
    return result;
  };
  const groups = new DeliveryGroups((group) => announce(acceptDeliveries(db, group)));
  const announceIf = async (work: Promise<boolean>): Promise<void> => {
    if (await work) due.tell(true);
  };
  return {
    /** Makes a delivery durable, with the work it asks for and the keys it names. Returns whether it was new; throws when it cannot be kept. */
    acceptDelivery: (delivery: Delivery, work: readonly WorkKey[], named: readonly string[] = []) =>
      groups.accept({ delivery, work, named }),
    enqueue: (...args: Rest<typeof enqueue>) => announce(enqueue(db, ...args)),
    enqueueAnew: (...args: Rest<typeof enqueueAnew>) => announce(enqueueAnew(db, ...args)),
    replay: (...args: Rest<typeof replay>) => announce(replay(db, ...args)),
    replayAll: (now: number) => announce(replayAll(db, now)),
    async claim(...args: Rest<typeof claim>) {
      await wakeMore(db);
      return await claim(db, ...args);
    },
    heartbeat: (...args: Rest<typeof heartbeat>) => heartbeat(db, ...args),
    finish: (...args: Rest<typeof finish>) => announce(finish(db, ...args), false),
    fail: (...args: Rest<typeof fail>) => announce(fail(db, ...args), false),
    pending: (now: number) => pending(db, now),
    nextDue: (...args: Rest<typeof nextDue>) => nextDue(db, ...args),
    resync: (...args: Rest<typeof resync>) => announce(resync(db, ...args)),
    ...operatorStore(db),
    ...itemStore(db),
    ...pageStore(db, key),
    commit: (lease: Lease, evaluation: Evaluation) => announceIf(commit(db, key, lease, evaluation)),
    markGone: (lease: Lease, now: number) => announceIf(markGone(db, key, lease, now)),
    ...policyStore(db),
    ledger: {
      entries: (...args: Rest<typeof entries>) => entries(db, ...args),
      ofRepository: (...args: Rest<typeof entriesOfRepository>) => entriesOfRepository(db, ...args),
      verify: (anchor: Anchor | null = null, keys: readonly LedgerKey[] = key ? [key] : []) => verify(db, anchor, keys),
    },
    retention: (now: number) => retention(db, now),
    probe: (now: number) => probe(db, now),
    takeChore: (...args: Rest<typeof takeChore>) => takeChore(db, ...args),
    time: () => databaseTime(db),
    /** Calls the listener whenever work may have become due; returns how to stop that. */
    onDue: due.add,
    /** Says something to the other processes on the same database; they may miss it. */
    say: due.say,
    /** Calls the listener with what other processes say; returns how to stop that. */
    onSaid: due.hear,
    async close() {
      await due.close();
      await db.destroy();
    },
  };
}

/** What sweeps, pages and operators ask for. */
function operatorStore(db: Kysely<Schema>) {
  return {
    queueFigures: (now: number) => queueFigures(db, now),
    knownDeliveries: (ids: string[]) => knownDeliveries(db, ids),
    takeWrite: (...args: Rest<typeof takeWrite>) => takeWrite(db, ...args),
    loadMark: (name: string) => loadMark(db, name),
    saveMark: (...args: Rest<typeof saveMark>) => saveMark(db, ...args),
    deadLetters: (limit?: number) => deadLetters(db, limit),
    countParked: () => countParked(db),
    knownRepositories: () => knownRepositories(db),
    judgedPulls: (repositoryId: string) => judgedPulls(db, repositoryId),
    agentEntries: (repositoryId: string, since: number) => agentEntries(db, repositoryId, since),
  };
}

/** What pages ask for. */
function pageStore(db: Kysely<Schema>, key: LedgerKey | null) {
  return {
    isShown: (...args: Rest<typeof isShown>) => isShown(db, ...args),
    saveShownRepository: (...args: Rest<typeof saveShownRepository>) => saveShownRepository(db, ...args),
    shownRepositories: (...args: Rest<typeof shownRepositories>) => shownRepositories(db, ...args),
    boardRows: (...args: Rest<typeof boardRows>) => boardRows(db, ...args),
    shownVisits: (...args: Rest<typeof shownVisits>) => shownVisits(db, ...args),
    artefactsOf: (...args: Rest<typeof artefactsOf>) => artefactsOf(db, ...args),
    notYetShown: (...args: Rest<typeof notYetShown>) => notYetShown(db, ...args),
    shownPage: (...args: Rest<typeof shownPage>) => shownPage(db, ...args),
    entriesOf: (item: string, limit: number) => entriesOf(db, item, limit, key),
  };
}

function itemStore(db: Kysely<Schema>) {
  return {
    load: (...args: Rest<typeof load>) => load(db, ...args),
    findByNodeId: (...args: Rest<typeof findByNodeId>) => findByNodeId(db, ...args),
    findByName: (...args: Rest<typeof findByName>) => findByName(db, ...args),
    loadMany: (...args: Rest<typeof loadMany>) => loadMany(db, ...args),
    governedItems: (...args: Rest<typeof governedItems>) => governedItems(db, ...args),
    loadGoverned: (...args: Rest<typeof loadGoverned>) => loadGoverned(db, ...args),
    worthALook: (...args: Rest<typeof worthALook>) => worthALook(db, ...args),
    waitingDeployments: (...args: Rest<typeof waitingDeployments>) => waitingDeployments(db, ...args),
    restingIn: (...args: Rest<typeof restingIn>) => restingIn(db, ...args),
    itemsWithHead: (...args: Rest<typeof itemsWithHead>) => itemsWithHead(db, ...args),
    savePosted: (...args: Rest<typeof savePosted>) => savePosted(db, ...args),
  };
}

function policyStore(db: Kysely<Schema>) {
  return {
    loadPolicy: (...args: Rest<typeof loadPolicy>) => loadPolicy(db, ...args),
    savePolicy: (...args: Rest<typeof savePolicy>) => savePolicy(db, ...args),
    loadPins: (...args: Rest<typeof loadPins>) => loadPins(db, ...args),
    savePins: (...args: Rest<typeof savePins>) => savePins(db, ...args),
    loadRepositoryPins: (...args: Rest<typeof loadRepositoryPins>) => loadRepositoryPins(db, ...args),
    saveRepositoryPins: (...args: Rest<typeof saveRepositoryPins>) => saveRepositoryPins(db, ...args),
    policyFirstSeen: (...args: Rest<typeof policyFirstSeen>) => policyFirstSeen(db, ...args),
  };
}

type Rest<F> = F extends (db: Kysely<Schema>, ...rest: infer R) => unknown ? R : never;
