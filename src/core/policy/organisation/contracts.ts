import type { ReadContract } from "../read-contract.js";
import { compareTerms } from "../compare/contracts.js";
import type { Config } from "../types.js";
import { contractDigest } from "../contract.js";
import { firstLooser, isSaid, looserThan, placesUnder, refuse, type Places } from "./organisation.js";
import { refusedWay, targetsOf } from "./boundaries.js";
import { mergeGates } from "./gates.js";
import { contractName, gateName, nearestPlace } from "./places.js";
import type { Contract } from "../types.js";

/** Contracts with where everything in them is written. */
export interface PlacedContracts {
  contracts: Contract[];
  places: Places;
}

/** A term of a contract that is taken over as one, by the key it is written under. */
interface Term {
  key: string;
  take(merged: Contract, own: Contract): Contract;
}

const TERMS: readonly Term[] = [
  { key: "stage", take: (a, { stage }) => ({ ...a, stage }) },
  { key: "role.from", take: (a, b) => ({ ...a, role: { ...a.role, from: b.role.from } }) },
  { key: "role.to", take: (a, b) => ({ ...a, role: { ...a.role, to: b.role.to } }) },
  { key: "applies_to.subject", take: (a, b) => ({ ...a, appliesTo: { ...a.appliesTo, subject: b.appliesTo.subject } }) },
  { key: "owner", take: (a, { owner }) => ({ ...a, owner }) },
  {
    key: "source_of_truth.document",
    take: (a, b) => ({ ...a, sourceOfTruth: { ...a.sourceOfTruth, document: b.sourceOfTruth.document } }),
  },
  { key: "trigger.acknowledge.by", take: (a, b) => ({ ...a, acknowledge: { ...a.acknowledge, by: b.acknowledge.by } }) },
  { key: "trigger.acknowledge.count", take: (a, b) => ({ ...a, acknowledge: { ...a.acknowledge, count: b.acknowledge.count } }) },
  { key: "trigger.acknowledge.within", take: (a, b) => ({ ...a, acknowledge: { ...a.acknowledge, within: b.acknowledge.within } }) },
  { key: "trigger.begin", take: (a, { begin }) => ({ ...a, begin }) },
  { key: "notes", take: (a, { notes }) => ({ ...a, notes: [...new Set([...a.notes, ...notes])] }) },
];

/**
 * Takes the organisation's contracts, the repository's with where they are written, and the configuration in force; returns the contracts in
 * force. Own ones add boundaries and gates and shorten times; what is looser is told in the own file and does not count.
 */
export function mergeContracts(above: PlacedContracts, own: readonly ReadContract[], ownPlaces: Places, config: Config): PlacedContracts {
  let merged = above;
  for (const one of own) {
    const targets = targetsOf(one.contract, above.contracts).map(({ id }) => id);
    const refusal = targets.length > 0 ? null : refusedWay(one.contract, above, config);
    if (refusal) refuse(one.file, ["stage"], refusal);
    else if (targets.length === 0) merged = added(merged, one.contract, ownPlaces);
    for (const id of targets) merged = tightened(merged, id, one, ownPlaces);
  }
  return merged;
}

function added({ contracts, places }: PlacedContracts, { id, ...contract }: Contract, own: Places): PlacedContracts {
  const ownPlaces = { ...placesUnder(own, contractName(id)), ...placesUnder(own, gateName(id, "")) };
  return { contracts: [...contracts, { id, ...contract }], places: { ...places, ...ownPlaces } };
}

function tightened(merged: PlacedContracts, id: string, own: ReadContract, ownPlaces: Places): PlacedContracts {
  const standing = merged.contracts.find((contract) => contract.id === id);
  if (!standing) return merged;
  const terms = mergeTerms(standing, own, merged.places, ownPlaces);
  // A contract of this id for another boundary has nothing to say about this one.
  const { gates, taken } = sameBoundary(standing, own.contract) ? mergeGates(standing, own) : { gates: standing.gates, taken: [] };
  const written = taken.map((gate) => placesUnder(ownPlaces, gateName(own.contract.id, gate), gateName(id, gate)));
  const contract = { ...terms.contract, gates };
  return {
    contracts: merged.contracts.map((one) => (one === standing ? { ...contract, digest: contractDigest(contract) } : one)),
    places: Object.fromEntries([terms.places, ...written].flatMap((places) => Object.entries(places))),
  };
}

function mergeTerms(standing: Contract, own: ReadContract, places: Places, ownPlaces: Places): { contract: Contract; places: Places } {
  let merged = { contract: standing, places };
  for (const { key, take } of TERMS) {
    if (!isSaid(own.file, key.split("."))) continue;
    if (key !== "stage" && !sameBoundary(standing, own.contract)) break;
    const contract = take(merged.contract, own.contract);
    const found = compareTerms(merged.contract, contract);
    const looser = firstLooser(found);
    if (looser) refuse(own.file, key.split("."), looserThan(looser, nearestPlace(places, `${contractName(standing.id)}${key}`)));
    else if (found.length > 0)
      merged = { contract, places: { ...merged.places, ...renamed(ownPlaces, own.contract.id, standing.id, key) } };
  }
  return merged;
}

function renamed(places: Places, from: string, to: string, key: string): Places {
  return placesUnder(places, `${contractName(from)}${key}`, `${contractName(to)}${key}`);
}

function sameBoundary(a: Contract, b: Contract): boolean {
  return a.stage.from === b.stage.from && a.stage.to === b.stage.to;
}
