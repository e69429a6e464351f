import type { Time } from "../../core/basics/known.js";
import { liftEntry } from "../../core/ledger/lift.js";
import { parsePolicy } from "../../core/policy/parse.js";
import type { Policy } from "../../core/policy/types.js";
import { startOfDay } from "../../core/time/dates.js";
import type { Report } from "../../core/insight/report.js";
import { ONLY_WHEN, type BareEntry } from "../../core/insight/bare-entry.js";
import { storiesIn, type Stories } from "../../core/insight/stories.js";
import { reportOfStories } from "../../render/insight/report.js";
import { entryRow, type BareRow, type KeptRow, type Store } from "../../store/store.js";

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
  for (const { id, owner, name } of repositories) policies.push(await keptPolicy(store, id, `${owner}/${name}`));
  const timezone = zoneOf(policies);
  const period = {
    since: since === null ? null : startOfDay(since, timezone),
    until: Math.min(until === null ? now : startOfDay(until, timezone), now),
    timezone,
  };
  const stories: Stories[] = [];
  let before = 0;
  for (const { id } of repositories) {
    let own = 0;
    stories.push(await storiesOf(store, id, { until: period.until, reading: (read) => reading(before + (own = read)) }));
    before += own;
  }
  const stages = [...new Set(policies.flatMap((policy) => policy?.lifecycle.stages.map(({ id }) => id) ?? []))];
  return reportOfStories({ repository: nameOf(repositories), ...together(stories), stages, period });
}

/**
 * Reads the stories of a repository's items and artefacts until a moment. Each part of the ledger holds all of its items, so of what was read only stories are kept:
 * its entries, which take far more memory, are gone with each part.
 */
export async function storiesOf(
  store: Pick<Store, "ledger">,
  id: string,
  { until, reading }: { until: Time; reading: Reading },
): Promise<Stories> {
  const stories: Stories[] = [];
  let read = 0;
  for await (const rows of store.ledger.ofRepository(id, ONLY_WHEN)) {
    stories.push(storiesIn(lifted(rows), until));
    reading((read += rows.length));
  }
  return together(stories);
}

/** One at a time: what lives for a moment only costs a fraction of what the collector has to look at again. */
function* lifted(rows: readonly (KeptRow | BareRow)[]): Generator<ReturnType<typeof liftEntry> | BareEntry> {
  for (const { payload, ...row } of rows) {
    if (payload === null) yield { kind: row.kind as BareEntry["kind"], at: row.at, item: row.item };
    else yield liftEntry(entryRow({ ...row, payload }));
  }
}

function together(stories: readonly Stories[]): Stories {
  return { items: stories.flatMap(({ items }) => items), artefacts: stories.flatMap(({ artefacts }) => artefacts) };
}

/** What the repository's policy said when it was last read; null where it says nothing without its organisation's. */
export async function keptPolicy(store: Pick<Store, "loadPolicy">, id: string, repository: string): Promise<Policy | null> {
  const kept = await store.loadPolicy(id);
  return kept && parsePolicy(kept.files, { repository, commit: kept.commit }).policy;
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
