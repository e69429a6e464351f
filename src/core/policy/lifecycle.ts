import type { Time } from "../basics/known.js";
import type { LabelFilter } from "../checks/gate-spec.js";
import { sameLabel } from "../basics/names.js";
import type { Contract, Policy, Stage } from "./types.js";

/** Which contract governs a boundary for an item: exactly one, none, or several that all apply. */
export type ContractMatch = { kind: "found"; contract: Contract } | { kind: "none" } | { kind: "ambiguous"; contracts: Contract[] };

/** Takes a stage id; returns the stage that follows: the next in order, after the last one where a contract leads; null when there is none. */
export function nextStage(policy: Policy, from: string): Stage | null {
  const index = indexOf(policy, from);
  return index < 0 ? null : (policy.lifecycle.stages[index + 1] ?? loop(policy, from));
}

function loop(policy: Policy, from: string): Stage | null {
  const to = policy.contracts.find((contract) => contract.stage.from === from)?.stage.to;
  return policy.lifecycle.stages.find((stage) => stage.id === to) ?? null;
}

/** Takes two stage ids; true when the move goes back in order and no contract makes the pair a forward hand-off. */
export function isBackward(policy: Policy, from: string, to: string): boolean {
  const [here, there] = [indexOf(policy, from), indexOf(policy, to)];
  return here >= 0 && there >= 0 && there < here && !policy.contracts.some((contract) => crosses(contract, from, to));
}

/** Takes a boundary and what the item is; returns the contract that governs the hand-off. */
export function findContract(
  policy: Policy,
  from: string,
  to: string,
  item: { kind: "issue" | "pull_request"; labels: readonly string[] },
): ContractMatch {
  const matches = policy.contracts.filter((contract) => crosses(contract, from, to) && concerns(contract, item));
  const [contract, second] = matches;
  if (!contract) return { kind: "none" };
  return second ? { kind: "ambiguous", contracts: matches } : { kind: "found", contract };
}

/** Takes a label filter and an item's labels; true when the labels satisfy it. An empty list asks for nothing. */
export function appliesToLabels(filter: LabelFilter, labels: readonly string[]): boolean {
  const has = (wanted: string): boolean => labels.some((label) => sameLabel(label, wanted));
  return (filter.any.length === 0 || filter.any.some(has)) && filter.all.every(has) && !filter.none.some(has);
}

/** True for a time before the policy governs. */
export function predates({ governsSince }: Pick<Policy, "governsSince">, time: Time): boolean {
  return governsSince !== null && time < governsSince;
}

function crosses(contract: Contract, from: string, to: string): boolean {
  return contract.stage.from === from && contract.stage.to === to;
}

function concerns(contract: Contract, item: { kind: "issue" | "pull_request"; labels: readonly string[] }): boolean {
  const { subject, labels } = contract.appliesTo;
  return (subject === "both" || subject === item.kind) && appliesToLabels(labels, item.labels);
}

function indexOf(policy: Policy, id: string): number {
  return policy.lifecycle.stages.findIndex((stage) => stage.id === id);
}
