import type { ReadKey } from "../core/facts/read-keys.js";
import type { WorkKey } from "../core/ports.js";
import type { Invalidation } from "./events/doubts.js";
import { placeOf, type Told } from "./events/event.js";
import { isOwn, type Self } from "./events/own.js";
import { EVENTS } from "./events/table.js";
import { readPayload } from "./payloads.js";

export type { Self } from "./events/own.js";

/** Takes a delivery; returns what is worth another look. Never throws: what is not understood is no hint, and the sweep finds it. */
export function workFor(event: string, delivered: unknown, self?: Self): WorkKey[] {
  const told = toldBy(event, delivered);
  if (!told || isOwn(event, told.payload, self)) return [];
  const keys = EVENTS.get(event)?.work?.(told) ?? [];
  return [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
}

/** Takes a delivery; returns the keys of what it changed, by which everything that rests on that is found. Never throws: what is not understood names nothing. */
export function namedBy(event: string, delivered: unknown, self?: Self): ReadKey[] {
  const told = toldBy(event, delivered);
  if (!told || isOwn(event, told.payload, self)) return [];
  return [...new Set(EVENTS.get(event)?.names?.(told) ?? [])];
}

/** Takes a delivery; returns which caches it makes doubtful. The policy of a repository is read by object id and never gets stale. Never throws. */
export function invalidates(event: string, delivered: unknown): Invalidation[] {
  const told = toldBy(event, delivered);
  return told ? (EVENTS.get(event)?.doubts?.(told) ?? []) : [];
}

function toldBy(event: string, delivered: unknown): Told | null {
  const payload = EVENTS.has(event) ? readPayload(delivered) : null;
  if (!payload) return null;
  const { installation, repository, organization } = payload;
  return {
    delivered,
    payload,
    place: installation && repository ? placeOf(installation.id, repository) : null,
    where: repository ? { repositoryId: repository.node_id, repository: `${repository.owner.login}/${repository.name}` } : null,
    organisation: organization?.login ?? null,
    owner: organization?.login ?? repository?.owner.login ?? installation?.account?.login ?? null,
  };
}
