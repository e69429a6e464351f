import type { ReadableRepository } from "../../core/facts/visitor.js";
import type { BoardRow, ShownEntry, ShownPage, ShownRepository, Visit as Stay } from "../../core/shown/types.js";
import type { WorkKey } from "../../core/ports.js";
import type { Permissions } from "./permissions.js";
import type { Session } from "./session.js";

/** What a page shows: as data, and for people. */
export interface Shown {
  data: unknown;
  page: unknown;
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
  notYetShown(repositoryId: string): Promise<number>;
  shownPage(key: WorkKey): Promise<ShownPage | null>;
  entriesOf(item: string, limit: number): Promise<ShownEntry[]>;
}

/** What every page is made with. */
export interface Making {
  store: PageStore;
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
