import type { Time } from "../basics/known.js";
import { canonicalJson } from "../basics/digest.js";
import type { DataOf } from "../ledger/data.js";
import type { EntryOf, EntryPlace } from "../ledger/entry.js";
import type { ArtefactStanding } from "./standing.js";

type Turn = DataOf<"artefact">;

/**
 * Takes how artefacts stood and how they stand; returns what the ledger is told: each version that came and each state that one turned to, once. What
 * turned stale and fresh again between two looks is told as both; what no role gives any more is `dropped`.
 */
export function artefactTurns(before: readonly ArtefactStanding[], after: readonly ArtefactStanding[], now: Time): Turn[] {
  const known = new Map(before.map((one) => [one.artefact, one]));
  const stand = new Set(after.map(({ artefact }) => artefact));
  const turned = after.flatMap((one) => turnsOf(known.get(one.artefact), one));
  const dropped = before
    .filter(({ artefact }) => !stand.has(artefact))
    .map((one): Turn => ({ ...toldOf(one), state: "dropped", since: now }));
  return [...turned, ...dropped];
}

function turnsOf(was: ArtefactStanding | undefined, is: ArtefactStanding): Turn[] {
  const same = was && canonicalJson([was.state, was.version, was.producer]) === canonicalJson([is.state, is.version, is.producer]);
  // What is fresh since another moment was not fresh all the time between.
  if (same && was.since === is.since) return [];
  const lapsed = was?.state === "fresh" && was.until !== null && was.until < is.since && is.state !== "stale";
  const since = is.state === "fresh" && was?.state === "fresh" && is.version ? Math.max(is.since, is.version.at) : is.since;
  return [...(lapsed ? [{ ...toldOf(was), state: "stale" as const, since: was.until ?? is.since }] : []), { ...toldOf(is), since }];
}

function toldOf({ artefact, producer, state, since, version }: ArtefactStanding): Turn {
  return { artefact, producer, state, since, version };
}

/** Where the ledger is told of what concerns a repository as a whole. */
export function repositoryPlace(
  { nodeId, owner, name }: { nodeId: string; owner: string; name: string },
  policyCommit: string,
): Omit<EntryPlace, "version"> {
  return { item: nodeId, repository: `${owner}/${name}`, number: null, policyCommit };
}

/** Takes what is told of an artefact, where, and when; returns the ledger's entry. */
export function turnEntry(data: Turn, place: Omit<EntryPlace, "version">, at: Time): EntryOf<"artefact"> {
  return { kind: "artefact", version: 2, at, actor: null, contract: null, ...place, data };
}
