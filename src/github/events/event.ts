import type { ReadKey, Where } from "../../core/facts/read-keys.js";
import type { WorkKey } from "../../core/ports.js";
import type { Payload, RepositoryPayload } from "../payloads.js";
import type { Invalidation } from "./doubts.js";

/** A repository under an installation, as work is found by it. */
export type Place = Pick<WorkKey, "installationId" | "repositoryId" | "owner" | "name">;

/** What a delivery says, and of what. */
export interface Told {
  /** As it came. */
  delivered: unknown;
  /** The parts of it that are looked at. */
  payload: Payload;
  /** Null where it names no installation or no repository. */
  place: Place | null;
  where: Where | null;
  organisation: string | null;
  /** Whose it is: the organisation's, the repository's owner's, or the account's of the installation. */
  owner: string | null;
}

/** All that follows from a kind of event. What is left out follows from none of its actions. */
export interface GitHubEvent {
  /** True: GitHub sends it to every App. Everything else stands in app.yml. */
  unasked?: true;
  /** True: the App is told of it only where its owner chose so; app.yml says how. */
  optIn?: true;
  /** What is worth another look. */
  work?(told: Told): WorkKey[];
  /** What it changed, by the keys that others rest on. */
  names?(told: Told): ReadKey[];
  /** What is remembered and may no longer be so. */
  doubts?(told: Told): Invalidation[];
}

/** Makes a rule of one that needs to know the repository: without one nothing follows. */
export function atPlace<T>(rule: (payload: Payload, place: Place) => T[]): (told: Told) => T[] {
  return ({ payload, place }) => (place ? rule(payload, place) : []);
}

/** Makes a rule of one that needs to know the repository, installed or not: without one nothing follows. */
export function inRepository<T>(rule: (payload: Payload, where: Where) => T[]): (told: Told) => T[] {
  return ({ payload, where }) => (where ? rule(payload, where) : []);
}

/** Makes a rule of one that needs to know the organisation: without one nothing follows. */
export function inOrganisation<T>(rule: (payload: Payload, organisation: string) => T[]): (told: Told) => T[] {
  return ({ payload, organisation }) => (organisation === null ? [] : rule(payload, organisation));
}

/** Takes an installation and a repository as delivered; returns the place. */
export function placeOf(installationId: number, repository: RepositoryPayload): Place {
  return { installationId, repositoryId: repository.node_id, owner: repository.owner.login, name: repository.name };
}

/** The whole repository, worth another look. */
export function whole(place: Place): WorkKey {
  return { ...place, kind: "repository" };
}

/** The item as delivered, worth another look; nothing without one. */
export function numbered(place: Place, item: { number: number } | null | undefined): WorkKey[] {
  return item ? [{ ...place, kind: "item", number: item.number }] : [];
}
