import type { LabelFilter } from "../checks/gate-spec.js";
import { contractLabels, filterVerdict, stageLabels } from "./labels.js";
import type { LintedContract, LintedPolicy, LintFinding, LintRule } from "./rule.js";

/** Conditions of gates that are never met, or always. */
export const deadWhen: LintRule = {
  id: "dead-when",
  summary: "The condition of a gate can never be met, or always is.",
  example: {
    in: "contract",
    of: "role: lead }",
    bad: 'role: lead, when: { labels: { any: ["stage: decide"] } } }',
    good: "role: lead, when: { labels: { any: [risky] } } }",
  },
  severity: "warning",
  needs: "config",
  run: (policy) => policy.contracts.flatMap((one) => gates(one, policy)),
};

/** Contracts that no item can have. */
export const deadContract: LintRule = {
  id: "dead-contract",
  summary: "No item can have the labels that a contract applies to.",
  example: {
    in: "contract",
    of: "owner: lead",
    bad: "applies_to: { labels: { any: [bug], none: [bug] } }\nowner: lead",
    good: "applies_to: { labels: { any: [bug], none: [spike] } }\nowner: lead",
  },
  severity: "error",
  needs: "config",
  run: ({ config, contracts }) =>
    contracts.flatMap(({ file, contract }): LintFinding[] => {
      if (filterVerdict(contract.appliesTo.labels, stageLabels(contract, config)) !== "never") return [];
      const found = `labels that no item in ${contract.stage.from} can have together`;
      const needed = "labels that items of that stage may have";
      return [{ file, path: ["applies_to", "labels"], at: "key", found, needed, fix: "Leave stage labels out: `stage` already says it." }];
    }),
};

function gates({ file, contract, checks }: LintedContract, { config }: LintedPolicy): LintFinding[] {
  const known = contractLabels(contract, config);
  return checks.flatMap(({ gate, path, parent }): LintFinding[] => {
    if (parent !== null || gate.when === null) return [];
    const problem = trouble(gate.when.labels, filterVerdict(gate.when.labels, known));
    return problem ? [{ file, path: [...path, "when"], at: "key", ...problem }] : [];
  });
}

function trouble(
  { any, all, none }: LabelFilter,
  verdict: ReturnType<typeof filterVerdict>,
): Pick<LintFinding, "found" | "needed" | "fix"> | null {
  if (verdict === "sometimes") return null;
  const needed = "a condition that some items of the contract meet and others do not";
  if (verdict === "never")
    return {
      found: "a condition that no item of this contract meets, so the gate is never judged",
      needed,
      fix: "Mend the labels, or remove the gate.",
    };
  const empty = any.length + all.length + none.length === 0;
  return {
    found: empty ? "a condition without a label" : "a condition that every item of this contract meets",
    needed,
    fix: "Remove `when`.",
  };
}
