import type { GateChange } from "../../core/pulls/flips.js";
import type { Contract, Policy } from "../../core/policy/types.js";
import type { SimulatedItem } from "./simulate.js";

/** What a change of the policy does to one gate, over all open items. */
export interface GateFlips {
  contract: string;
  /** Null: a boundary that no contract crosses, or several do. */
  gate: string | null;
  /** Items that it would hold up and did not before. */
  red: number;
  /** Items that it held up and would not any more. */
  green: number;
  /** True when the contract has it no more. */
  removed: boolean;
}

/** Takes the simulated items and both policies (null: none in force); returns every gate that flips or is removed, those that hold up most first. */
export function gateFlips(items: readonly SimulatedItem[], before: Policy | null, after: Policy): GateFlips[] {
  const rows = new Map<string, GateFlips>();
  const row = (contract: string, gate: string | null): GateFlips => {
    const key = JSON.stringify([contract, gate]);
    const found = rows.get(key) ?? { contract, gate, red: 0, green: 0, removed: false };
    rows.set(key, found);
    return found;
  };
  for (const { contract, gate } of removedGates(before, after)) row(contract, gate).removed = true;
  for (const { flip } of items) {
    for (const change of flip.gates) {
      if (holds(change.after) && !holds(change.before)) row(change.contract.id, change.spec.id).red += 1;
      if (holds(change.before) && !holds(change.after)) row(change.contract.id, change.spec.id).green += 1;
    }
    const { boundary, why } = flip.after;
    if (flip.direction === "worse" && boundary && (why === "no_contract" || why === "ambiguous"))
      row(`${boundary.from.name} → ${boundary.to.name}`, null).red += 1;
  }
  return [...rows.values()].toSorted((a, b) => b.red - a.red || b.green - a.green);
}

function holds(outcome: GateChange["before"]): boolean {
  return outcome !== null && outcome !== "pass";
}

function removedGates(before: Policy | null, after: Policy): { contract: string; gate: string }[] {
  return (before?.contracts ?? []).flatMap((contract) => {
    const now = new Set(after.contracts.find(({ id }) => id === contract.id)?.gates.map(({ id }) => id));
    return contract.gates.filter((gate) => isGate(gate) && !now.has(gate.id)).map((gate) => ({ contract: contract.id, gate: gate.id }));
  });
}

/** What only warns holds nothing up. */
function isGate({ level }: Contract["gates"][number]): boolean {
  return level === "block";
}
