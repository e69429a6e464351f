import type { ArtefactStanding } from "../../core/context/standing.js";
import type { ReadableRepository } from "../../core/facts/visitor.js";
import type { BoardRow, ShownEntry, ShownPage, ShownRepository, Visit as Stay } from "../../core/shown/types.js";
import type { EntryRow } from "../../core/ledger/entry.js";
import type { WorkKey } from "../../core/ports.js";
import type { Permissions } from "./permissions.js";
import type { Session } from "./session.js";

/** What a page shows: as data, and for people. */
export interface Shown {
  /** A string is JSON already. */
  data: unknown;
  page: unknown;
  /** Where there was not all to show that was asked for; 200 when left out. */
  status?: 400 | 429 | 503;
}

/** Who looks, and what they may see. */
export interface Visit {
  session: Session;
  permissions: Permissions;
  /** The address's filters. */
  query: URLSearchParams;
}

/** What pages read. All of it is a repository's, and read for nobody who may not read that. */
export interface PageStore {
  shownRepositories(ids: readonly string[]): Promise<ShownRepository[]>;
  boardRows(ids: readonly string[]): Promise<Map<string, BoardRow[]>>;
  shownVisits(repositoryId: string): Promise<Stay[]>;
  artefactsOf(ids: readonly string[]): Promise<Map<string, ArtefactStanding[]>>;
  notYetShown(repositoryId: string): Promise<number>;
  shownPage(key: WorkKey): Promise<ShownPage | null>;
  entriesOf(item: string, limit: number): Promise<ShownEntry[]>;
  agentEntries(repositoryId: string, since: number): Promise<EntryRow[]>;
}

/** A report as pages take it over: JSON, and a piece of HTML. */
export interface MadeReport {
  json: string;
  html: string;
}

/** A repository whose ledger a report is made of. */
export interface Reported {
  id: string;
  owner: string;
  name: string;
}

/** Days, `YYYY-MM-DD`: from when the first begins until when the last begins; null: without end. */
export interface ReportDays {
  since: string | null;
  until: string | null;
}

/** Makes reports beside everything else the process does. Whoever asks has made sure that the visitor may read each of the repositories. */
export interface ReportDesk {
  /** `too_much`: it takes more time or memory than a page is worth; `busy`: others wait already; `too_many`: this visitor asked for too many lately. */
  report(repositories: readonly Reported[], days: ReportDays): Promise<MadeReport | "too_much" | "busy" | "too_many">;
}

/** What every page is made with. */
export interface Making {
  store: PageStore;
  reports: ReportDesk;
  now: number;
  visit: Visit;
}

/** A repository that the visitor may read, and that Baton knows. */
export interface Known {
  /** As GitHub calls it today. */
  name: string;
  path: string;
  readable: ReadableRepository;
  shown: ShownRepository;
}
