import { CONFIG_KEYS } from "../config/keys.js";
import { contractPlace, gatePlace } from "./places.js";
import { INHERITED } from "./organisation.js";
import type { Place, Policy } from "../types.js";

/** Where one part of the policy in force is written. */
export interface Origin extends Place {
  /** Null for the configuration. */
  contract: string | null;
  /** Null for the contract's own terms. */
  gate: string | null;
  /** Key of the configuration, or what differs in a contract's terms; empty for a contract or gate as a whole. */
  what: string;
  from: "organisation" | "repository";
}

/** Takes a policy that was read from files; returns where each part of it is written: the configuration first, then each contract with its gates. */
export function originsOf(policy: Policy): Origin[] {
  const config = Object.entries(policy.places ?? {}).flatMap(([key, place]) => (isConfigPart(key) ? [origin({ what: key }, place)] : []));
  return [...config, ...policy.contracts.flatMap((contract) => contractOrigins(policy, contract))];
}

function isConfigPart(key: string): boolean {
  if (key === "version" || key.includes("/")) return false;
  const [first = "", ...rest] = key.split(".");
  return rest.length === (isParted(first) ? 1 : 0);
}

/** True for the keys of the configuration whose parts are taken over one by one. */
function isParted(written: string): boolean {
  const key = Object.values(CONFIG_KEYS).find((one) => Object.hasOwn(one.written, written));
  return typeof key?.units === "function" || key?.units.some((unit) => unit.key.startsWith(`${written}.`)) === true;
}

function contractOrigins(policy: Policy, contract: Policy["contracts"][number]): Origin[] {
  const whole = contractPlace(policy, contract, "id");
  const terms = ["trigger.acknowledge.count", "trigger.acknowledge.within", "trigger.begin", "notes"].flatMap((what) => {
    const place = contractPlace(policy, contract, what);
    return place.file === whole.file ? [] : [origin({ contract: contract.id, what }, place)];
  });
  const gates = contract.gates.map((gate) => origin({ contract: contract.id, gate: gate.id }, gatePlace(policy, contract, gate, "id")));
  return [origin({ contract: contract.id }, whole), ...terms, ...gates];
}

function origin(part: Partial<Pick<Origin, "contract" | "gate" | "what">>, { file, line }: Place): Origin {
  const from = file.startsWith(INHERITED) ? "organisation" : "repository";
  return { contract: null, gate: null, what: "", ...part, file, line, from };
}
