import type { OtherRepository } from "../core/facts/other-repository.js";
import type { Membership } from "../core/facts/known-people.js";
import type { Time } from "../core/basics/known.js";
import type { Pins } from "../core/policy/types.js";
import type { ArtefactCache } from "./artefacts.js";
import type { BlobCache } from "./blobs.js";
import { BoundedCache } from "../core/basics/bounded-cache.js";
import type { ChangedCache } from "./changed.js";
import type { CommitFilesCache } from "./commit-files.js";
import type { AuthorsCache, MergersCache, NewestCache } from "./document-writers.js";
import type { PathCache } from "./documents.js";
import type { MatchesCache } from "./folder-files.js";
import type { TreeCache } from "./folders.js";
import type { MakersCache } from "./pull-makers.js";
import type { ObjectCache } from "./object-ids.js";
import type { Invalidation } from "./events/doubts.js";
import type { Standing } from "./standing.js";

/** What is remembered of one installation between evaluations. Never shared: what one may see, another may not. */
export interface Caches {
  blobs: BlobCache;
  paths: PathCache;
  artefacts: ArtefactCache;
  commitFiles: CommitFilesCache;
  matches: MatchesCache;
  trees: TreeCache;
  mergeBases: BoundedCache<string>;
  newest: NewestCache;
  authors: AuthorsCache;
  mergers: MergersCache;
  changed: ChangedCache;
  makers: MakersCache;
  objects: ObjectCache;
  memberships: BoundedCache<Membership>;
  permissions: BoundedCache<Standing>;
  /** Other repositories by name; null: not visible to this App. A private one may have been public a moment ago. */
  repositories: BoundedCache<OtherRepository | null>;
  /** Labels that the repository is known to have, as it writes them: another spelling of the same is not to be made a second one. */
  labels: BoundedCache<string>;
  /** Policy files of organisations: read for every repository, so kept for minutes. */
  organisations: BoundedCache<unknown>;
  policies: BoundedCache<unknown>;
  /** Accounts that a policy's logins named: they never change, another process's included. */
  pins: BoundedCache<Pins>;
  /** Teams that can be read, so that "no member" of them is to be believed. */
  teams: BoundedCache<true>;
}

const MINUTES = 60_000;

/** Takes the clock; returns the empty caches of one installation. */
export function createCaches(now: () => Time = Date.now): Caches {
  return {
    blobs: new BoundedCache({ entries: 2000, weight: 16_000_000 }, now),
    paths: new BoundedCache({ entries: 5000 }, now),
    artefacts: new BoundedCache({ entries: 500, weight: 8_000_000 }, now),
    commitFiles: new BoundedCache({ entries: 2000, weight: 50_000 }, now),
    matches: new BoundedCache({ entries: 500, weight: 50_000 }, now),
    mergeBases: new BoundedCache({ entries: 1000 }, now),
    newest: new BoundedCache({ entries: 5000 }, now),
    authors: new BoundedCache({ entries: 2000 }, now),
    mergers: new BoundedCache({ entries: 2000 }, now),
    trees: new BoundedCache({ entries: 2000, weight: 50_000 }, now),
    changed: new BoundedCache({ entries: 500, weight: 50_000 }, now),
    makers: new BoundedCache({ entries: 500, weight: 20_000 }, now),
    objects: new BoundedCache({ entries: 20_000 }, now),
    memberships: new BoundedCache({ entries: 5000, age: 5 * MINUTES }, now),
    permissions: new BoundedCache({ entries: 5000, age: 5 * MINUTES }, now),
    repositories: new BoundedCache({ entries: 2000, age: MINUTES }, now),
    labels: new BoundedCache({ entries: 5000, age: 60 * MINUTES }, now),
    organisations: new BoundedCache({ entries: 100, age: 3 * MINUTES }, now),
    policies: new BoundedCache({ entries: 200 }, now),
    pins: new BoundedCache({ entries: 500, age: 60 * MINUTES }, now),
    teams: new BoundedCache({ entries: 1000, age: 5 * MINUTES }, now),
  };
}

/** Takes an installation's caches and what a delivery made doubtful; drops just that. */
export function drop(caches: Caches, invalidations: Invalidation[]): void {
  for (const { cache, scope } of invalidations) {
    const key = scope.toLowerCase();
    if (cache === "organisation_policy") caches.organisations.delete(key);
    else caches[cache].deletePrefix(key.includes("/") ? `${key}:` : `${key}/`);
  }
}
