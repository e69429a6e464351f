import type { Need } from "./checks/define.js";
import { checkByKind } from "./checks/registry.js";
import { parseMarkdown } from "./document/model.js";
import type { CheckSpec, Contract, Policy } from "./policy/types.js";
import type { Snapshot } from "./snapshot.js";

const OF_PULLS = new Set<Need["kind"]>(["reviews", "commit_checks"]);
const NO_TEXT = parseMarkdown("");

/** Takes the rules and a pull request; returns what issues' gates judge of it: when that changes, the issues it closes are looked at again. */
export function askedOfPulls(policy: Policy, snapshot: Pick<Snapshot, "repository" | "item">): Need[] {
  if (snapshot.item.kind === "issue") return [];
  const forIssues = policy.contracts.filter((contract) => contract.appliesTo.subject !== "pull_request");
  return specsOf(forIssues).flatMap((spec) => {
    const needs = checkByKind(spec.kind)?.needs?.(spec.params, NO_TEXT, snapshot) ?? [];
    return needs.filter((need) => OF_PULLS.has(need.kind));
  });
}

function specsOf(contracts: readonly Contract[]): CheckSpec[] {
  return contracts.flatMap((contract) => contract.gates.flatMap((gate) => withNested(gate.check)));
}

/** Takes a check; returns it with those in its parameters. */
export function withNested(spec: CheckSpec): CheckSpec[] {
  return [spec, ...(checkByKind(spec.kind)?.nested?.(spec.params) ?? []).flatMap(withNested)];
}
