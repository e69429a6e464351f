import type { GateSpec } from "../../checks/gate-spec.js";
import type { ReadContract } from "../read-contract.js";
import { CONFIG_PATH, TEMPLATES_FOLDER } from "../paths.js";
import type { SourceFile } from "../source-file.js";
import { isRecord } from "../../yaml/line.js";
import type { Contract, Place, Policy } from "../types.js";

/** What the words of issue templates are called among what a policy says. */
export const TEMPLATES = "templates";

/** Keys are kept down to this depth: what lies deeper is found by what holds it. */
const DEEPEST = 3;

/** Takes the files of a policy as read; returns where each of its keys stands. */
export function policyPlaces(configFile: SourceFile | null, read: readonly ReadContract[]): Record<string, Place> {
  const config = configFile ? placesOf(configFile, configFile.data, "") : [];
  return Object.fromEntries([...config, ...read.flatMap(contractPlaces)]);
}

/** Takes a file and what it is called among the places; returns where each of its keys stands. */
export function keyPlaces(file: SourceFile, name: string): Record<string, Place> {
  return Object.fromEntries(placesOf(file, file.data, name));
}

function contractPlaces({ file, contract }: ReadContract): [string, Place][] {
  const terms = placesOf(file, file.data, contractName(contract.id));
  const gates = contract.gates.flatMap((gate) => {
    const list = isRecord(file.data) ? file.data[gate.part] : null;
    const index = Array.isArray(list) ? list.findIndex((one) => isRecord(one) && one["id"] === gate.id) : -1;
    return index < 0 ? [] : placesOf(file, (list as unknown[])[index], gateName(contract.id, gate.id), [gate.part, index]);
  });
  return [...terms, ...gates];
}

/** Takes a file, data of it, what that is called (empty, or ending in a slash or a key) and where it stands; returns where its keys stand. */
export function placesOf(
  file: SourceFile,
  data: unknown,
  name: string,
  at: readonly PropertyKey[] = [],
  depth = DEEPEST,
): [string, Place][] {
  if (depth === 0 || typeof data !== "object" || data === null || Array.isArray(data)) return [];
  return Object.entries(data).flatMap(([key, value]): [string, Place][] => {
    const path = [...at, key];
    const called = name === "" || name.endsWith("/") ? name + key : `${name}.${key}`;
    return [[called, { file: file.path, line: file.positions.key(path).line }], ...placesOf(file, value, called, path, depth - 1)];
  });
}

/** Takes versions of a policy; returns where something that belongs to no contract stands in the first that has it: its own key, or the nearest that holds it. */
export function configPlace(policies: readonly Policy[], what: string): Place {
  const found = policies.map(({ places = {} }) => nearestPlace(places, what) ?? ownFile(places, what)).find((place) => place !== null);
  return found ?? { file: what === TEMPLATES ? TEMPLATES_FOLDER : CONFIG_PATH, line: 1 };
}

/** The beginning of the file of its own in which something stands. */
function ownFile(places: Record<string, Place>, what: string): Place | null {
  return what.includes("/") ? nearestPlace(places, `${what.slice(0, what.lastIndexOf("/"))}/id`) : null;
}

/** Where something of a contract stands. */
export function contractPlace(policy: Policy, contract: Contract, what: string): Place {
  return nearestPlace(policy.places ?? {}, `${contractName(contract.id)}${what}`) ?? { file: contract.file, line: 1 };
}

/** Where something of a gate stands. */
export function gatePlace(policy: Policy, contract: Contract, gate: GateSpec, what: string): Place {
  return (
    nearestPlace(policy.places ?? {}, `${gateName(contract.id, gate.id)}${what}`) ?? { file: gate.file ?? contract.file, line: gate.line }
  );
}

/** What the keys of a contract are called among the places. No key of the configuration holds a slash. */
export function contractName(contract: string): string {
  return `contract/${contract}/`;
}

/** What the keys of a gate are called among the places; without a gate, those of all the contract's gates. */
export function gateName(contract: string, gate: string): string {
  return `gate/${contract}/${gate === "" ? "" : `${gate}/`}`;
}

/** The place of a key, or of the nearest that holds it; null when neither is written. */
export function nearestPlace(places: Record<string, Place>, what: string): Place | null {
  if (Object.hasOwn(places, what)) return places[what] ?? null;
  const dot = what.lastIndexOf(".");
  return dot < 0 ? null : nearestPlace(places, what.slice(0, dot));
}
