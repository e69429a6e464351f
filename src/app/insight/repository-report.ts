import type { Time } from "../../core/basics/known.js";
import type { Entry } from "../../core/ledger/entry.js";
import { liftEntry, type UnknownEntry } from "../../core/ledger/lift.js";
import { parsePolicy } from "../../core/policy/parse.js";
import type { Policy } from "../../core/policy/types.js";
import { startOfDay } from "../../core/time/dates.js";
import type { Report } from "../../core/insight/report.js";
import { reportOf } from "../../render/insight/report.js";
import type { Store } from "../../store/store.js";

/** A repository of the store. */
export type KnownRepository = Awaited<ReturnType<Store["knownRepositories"]>>[number];

/** Days, `YYYY-MM-DD`, as the calendar's zone has them: from when the first begins until when the last begins. */
export interface Days {
  since: string | null;
  until: string | null;
}

/** What is told on the way: how many entries were read. */
export type Reading = (entries: number) => void;

/** Takes the store, repositories (at least one), days and the time; returns their report, as if they were one. Asks nobody but the store. */
export async function repositoryReport(
  store: Store,
  repositories: readonly KnownRepository[],
  { since, until, now, reading = () => {} }: Days & { now: Time; reading?: Reading },
): Promise<Report> {
  const policies: (Policy | null)[] = [];
  const entries: (Entry | UnknownEntry)[][] = [];
  for (const { id, owner, name } of repositories) {
    policies.push(await keptPolicy(store, id, `${owner}/${name}`));
    const before = entries.reduce((sum, own) => sum + own.length, 0);
    entries.push(await entriesOf(store, id, (read) => reading(before + read)));
  }
  const timezone = zoneOf(policies);
  const period = {
    since: since === null ? null : startOfDay(since, timezone),
    until: Math.min(until === null ? now : startOfDay(until, timezone), now),
    timezone,
  };
  const stages = [...new Set(policies.flatMap((policy) => policy?.lifecycle.stages.map(({ id }) => id) ?? []))];
  return reportOf({ repository: nameOf(repositories), entries: entries.flat(), stages, period });
}

/** Reads all that the ledger says of a repository's items: of each item in the ledger's order. */
export async function entriesOf(store: Pick<Store, "ledger">, id: string, reading: Reading): Promise<(Entry | UnknownEntry)[]> {
  const pages: (Entry | UnknownEntry)[][] = [];
  let read = 0;
  for await (const rows of store.ledger.ofRepository(id)) {
    pages.push(rows.map((row) => lean(liftEntry(row))));
    reading((read += rows.length));
  }
  return pages.flat();
}

/** What the repository's policy said when it was last read; null where it says nothing without its organisation's. */
export async function keptPolicy(store: Pick<Store, "loadPolicy">, id: string, repository: string): Promise<Policy | null> {
  const kept = await store.loadPolicy(id);
  return kept && parsePolicy(kept.files, { repository, commit: kept.commit }).policy;
}

/** Without what no figure needs and a repository has much of. */
function lean<E extends Entry | UnknownEntry>(entry: E): E {
  if (entry.kind === "unknown" || !("receipt" in entry.data)) return entry;
  const { criteria: _criteria, promised: _promised, ...receipt } = entry.data.receipt;
  return { ...entry, data: { receipt } };
}

// Of several calendars none is everybody's.
function zoneOf(policies: readonly (Policy | null)[]): string {
  const zones = new Set(policies.map((policy) => policy?.calendar?.timezone ?? "UTC"));
  const [zone = "UTC"] = zones;
  return zones.size === 1 ? zone : "UTC";
}

function nameOf(repositories: readonly KnownRepository[]): string {
  const [first] = repositories;
  if (first && repositories.length === 1) return `${first.owner}/${first.name}`;
  const owners = new Set(repositories.map(({ owner }) => owner));
  return owners.size === 1 ? (first?.owner ?? "") : `${repositories.length} repositories`;
}
