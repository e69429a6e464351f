import type { PolicyChange } from "./change.js";
import { addedContract, compareContract, removedContract, type ContractDifference } from "./contracts.js";
import type { Difference } from "./difference.js";
import { configPlace, contractPlace, gatePlace } from "../organisation/places.js";
import type { Contract, Place, Policy } from "../types.js";
import { yamlLine } from "../../yaml/line.js";

/** Roles that own contracts: any one of them may approve what belongs to no single contract. */
function contractOwners(policy: Policy): string[] {
  return [...new Set(policy.contracts.map((contract) => contract.owner))];
}

// Before there is a contract, whoever may override answers for the configuration.
function configOwners(policy: Policy): string[] {
  const owners = contractOwners(policy);
  return owners.length === 0 && policy.override ? [policy.override.by] : owners;
}

function find(policy: Policy, id: string): Contract | undefined {
  return policy.contracts.find((contract) => contract.id === id);
}

/** Takes what differs in a configuration, or in what belongs to no contract; returns it with its place and who may approve it. */
export function configChanges(found: readonly Difference[], before: Policy, after: Policy): PolicyChange[] {
  return found.map((difference) => configChange(difference, before, after));
}

/** Takes two versions of a policy; returns what the later one changes of its contracts, those that are gone last. */
export function compareContracts(before: Policy, after: Policy): PolicyChange[] {
  const contracts = after.contracts.flatMap((contract) => contractChanges(contract, before, after));
  const removed = before.contracts.filter((contract) => !find(after, contract.id));
  return [...contracts, ...removed.map((contract) => removal(contract, before))];
}

function configChange(difference: Difference, before: Policy, after: Policy): PolicyChange {
  const gone = difference.after === undefined || difference.after === null;
  const place = configPlace(gone ? [before, after] : [after, before], difference.what);
  return { ...changeOf(difference, place), contract: null, gate: null, owners: configOwners(before) };
}

function contractChanges(contract: Contract, before: Policy, after: Policy): PolicyChange[] {
  const earlier = find(before, contract.id);
  if (earlier) return compareContract(earlier, contract).map((found) => contractChange(found, [earlier, before], [contract, after]));
  const owners = contractOwners(before);
  const place = contractPlace(after, contract, "id");
  const change = changeOf(addedContract(contract), place);
  return [{ ...change, contract: contract.id, gate: null, owners: owners.length > 0 ? owners : [contract.owner] }];
}

function removal(contract: Contract, before: Policy): PolicyChange {
  const change = changeOf(removedContract(contract), contractPlace(before, contract, "id"));
  return { ...change, contract: contract.id, gate: null, owners: [contract.owner] };
}

type Version = [Contract, Policy];

function contractChange({ gate, difference }: ContractDifference, before: Version, after: Version): PolicyChange {
  const place = placeOf(gate, difference.what, after) ?? placeOf(gate, difference.what, before) ?? { file: after[0].file, line: 1 };
  return { ...changeOf(difference, place), contract: after[0].id, gate, owners: [before[0].owner] };
}

function placeOf(gate: string | null, what: string, [contract, policy]: Version): Place | null {
  if (gate === null) return contractPlace(policy, contract, what);
  const spec = contract.gates.find((one) => one.id === gate);
  return spec ? gatePlace(policy, contract, spec, what.replace(/^params\./, "")) : null;
}

function changeOf(difference: Difference, { file, line }: Place): Omit<PolicyChange, "contract" | "gate" | "owners"> {
  const { effect, breaking, what } = difference;
  const [before, after] = [yamlLine(difference.before), yamlLine(difference.after)];
  return { effect: effect === "unclear" ? "loosened" : effect, breaking, what, before, after, file, line };
}
