import type { GateSpec } from "../checks/gate-spec.js";
import type { ReadContract } from "../policy/read-contract.js";
import { nestedIn } from "../checks/nested.js";
import type { Contract } from "../policy/types.js";
import type { LintedContract, WrittenCheck } from "./rule.js";

/** Takes a contract that was read; returns it with each of its checks and where that is written. */
export function linted({ file, contract }: ReadContract): LintedContract {
  const checks = contract.gates.flatMap((gate) => nest({ gate, spec: gate.check, path: pathOf(gate, contract), parent: null }));
  return { file, contract, checks };
}

/** Takes a check's parameters and a key; returns what is there, undefined when there is nothing. */
export function param(check: WrittenCheck, key: string): unknown {
  const { params } = check.spec;
  return typeof params === "object" && params !== null && Object.hasOwn(params, key) ? (params as Record<string, unknown>)[key] : undefined;
}

/** True for a gate that stands in the way of every item of the contract. */
export function isBinding({ gate }: WrittenCheck): boolean {
  return gate.level === "block" && gate.when === null;
}

function pathOf(gate: GateSpec, contract: Contract): PropertyKey[] {
  return [gate.part, contract.gates.filter((other) => other.part === gate.part).indexOf(gate)];
}

function nest(check: WrittenCheck): WrittenCheck[] {
  const inner = nestedIn(check.spec);
  const children = inner.map((spec, index) => ({ gate: check.gate, spec, path: [...check.path, "checks", index], parent: check }));
  return [check, ...children.flatMap(nest)];
}
