import type { CheckSpec, GateSpec } from "../checks/gate-spec.js";
import type { Contract } from "../policy/types.js";
import { runCase, type ReadyCase, type Words } from "./run-case.js";
import { weakerChecks } from "./weaken.js";

/** A contract with one gate weakened. */
export interface Mutant {
  gate: GateSpec;
  /** What was done to the gate. */
  change:
    | { is: "removed" }
    | { is: "warns" }
    | { is: "weaker"; what: string; before: string | null; after: string | null; isDefault: boolean };
  contract: Contract;
}

// A gate that is taken out would be missed by every test that names it, whatever the test says of it; one that lets everything pass is not.
const PASSES_ALWAYS: CheckSpec = { kind: "all", in: "body", params: { checks: [] } };

/** Takes a contract; returns every variant of it in which one gate asks for less. */
export function mutantsOf(contract: Contract): Mutant[] {
  return contract.gates.flatMap((gate): Mutant[] => [
    { gate, change: { is: "removed" }, contract: withGate(contract, { ...gate, check: PASSES_ALWAYS }) },
    ...(gate.level === "block"
      ? [{ gate, change: { is: "warns" as const }, contract: withGate(contract, { ...gate, level: "warn" }) }]
      : []),
    ...weakerChecks(gate.check).map(({ spec, ...change }): Mutant => {
      return { gate, change: { is: "weaker", ...change }, contract: withGate(contract, { ...gate, check: spec }) };
    }),
  ]);
}

/** Takes a mutant and the cases of its contract, all of which hold for the contract itself; returns true when none of them notices. */
export function survives(mutant: Mutant, cases: readonly ReadyCase[], words: Words): boolean {
  return cases.every((ready) => runCase(ready, mutant.contract, words).shortfalls.length === 0);
}

function withGate(contract: Contract, changed: GateSpec): Contract {
  return { ...contract, gates: contract.gates.map((gate) => (gate.id === changed.id ? changed : gate)) };
}
