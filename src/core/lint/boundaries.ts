import { engagedIn } from "../policy/roles/role-system.js";
import type { SourceFile } from "../policy/source-file.js";
import type { LintedPolicy, LintFinding, LintRule } from "./rule.js";

/** Neighbouring stages between which nothing can be handed off. */
export const missingContract: LintRule = {
  id: "missing-contract",
  summary: "A boundary between neighbouring stages has no contract: it cannot be crossed forward.",
  example: {
    in: "config",
    of: '  - { id: decide, name: Decide, label: "stage: decide" }',
    bad: '  - { id: decide, name: Decide, label: "stage: decide" }\n  - { id: build, name: Build, label: "stage: build" }',
    good: '  - { id: decide, name: Decide, label: "stage: decide" }',
  },
  severity: "warning",
  needs: "everything",
  run: (policy) => {
    const missing = neighbours(policy).filter(([from, to]) => !hasContract(policy, from, to) && !isUncovered(policy, from));
    if (policy.contracts.length === 0 || missing.length === 0) return [];
    const names = missing.map(([from, to]) => `${from} → ${to}`).join(", ");
    const fix = `Add one with \`stage: { from: ${missing[0]?.[0] ?? ""}, to: ${missing[0]?.[1] ?? ""} }\` under contracts/.`;
    return atStages(policy, { found: `no contract for ${names}`, needed: "one for each boundary that work is to cross forward", fix });
  },
};

/** Stages that no chain of contracts leads to, even if every neighbour had one. */
export const unreachableStage: LintRule = {
  id: "unreachable-stage",
  summary: "No contracts lead from where items begin to a stage.",
  example: { in: "config", of: "roles:", bad: "initial: decide\nroles:", good: "initial: discover\nroles:" },
  severity: "warning",
  needs: "everything",
  run: (policy) => {
    const reached = reachable(policy);
    const lost = policy.config.lifecycle.stages.filter((stage) => !reached.has(stage.id)).map((stage) => stage.id);
    if (policy.contracts.length === 0 || lost.length === 0) return [];
    const found = `${lost.join(", ")}, where no contracts lead from ${policy.config.lifecycle.initial ?? "the first stage"}`;
    const fix = "Let `initial` name an earlier stage, add a contract that leads there, or remove the stage.";
    return atStages(policy, { found, needed: "stages that work can reach", fix });
  },
};

function neighbours({ config }: LintedPolicy): [string, string][] {
  const ids = config.lifecycle.stages.map((stage) => stage.id);
  return ids.slice(1).map((to, index) => [ids[index] ?? to, to]);
}

/** A stage that a role leads, and no contract leads out of, is another rule's matter. */
function isUncovered({ roles, contracts }: LintedPolicy, from: string): boolean {
  const systems = roles.map(({ role }) => role);
  return engagedIn(systems, from, "lead").length > 0 && !contracts.some(({ contract }) => contract.stage.from === from);
}

function hasContract({ contracts }: LintedPolicy, from: string, to: string): boolean {
  return contracts.some(({ contract }) => contract.stage.from === from && contract.stage.to === to);
}

// Missing neighbours are another rule's matter: one mistake is told once.
function reachable(policy: LintedPolicy): Set<string> {
  const edges = [...neighbours(policy), ...policy.contracts.map(({ contract }) => [contract.stage.from, contract.stage.to] as const)];
  const reached = new Set(entries(policy));
  for (const stage of reached) for (const [from, to] of edges) if (from === stage) reached.add(to);
  return reached;
}

/** Without `initial`, an item begins at any stage that no contract leads to; somewhere it begins in any case. */
function entries({ config, contracts }: LintedPolicy): string[] {
  const { initial, stages } = config.lifecycle;
  if (initial !== null) return [initial];
  const ids = stages.map((stage) => stage.id);
  return ids.filter((id, index) => index === 0 || !contracts.some(({ contract }) => contract.stage.to === id));
}

function atStages({ configFile, contracts }: LintedPolicy, words: Pick<LintFinding, "found" | "needed" | "fix">): LintFinding[] {
  if (configFile) return [{ file: configFile, path: [stagesKey(configFile)], at: "key", ...words }];
  return contracts.slice(0, 1).map(({ file }) => ({ file, path: ["stage"], at: "key", ...words }));
}

function stagesKey(file: SourceFile): string {
  return Object.hasOwn(Object(file.data) as object, "stages") ? "stages" : "lifecycle";
}
