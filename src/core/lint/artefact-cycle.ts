import { given } from "./flows.js";
import { isBinding, param } from "./written.js";
import type { LintedPolicy, LintFinding, LintRule, WrittenCheck } from "./rule.js";

/** Hand-offs that wait for what travels with each other. */
export const artefactCycle: LintRule = {
  id: "artefact-cycle",
  summary: "Artefacts wait for each other: no hand-off of the circle can ever be the first.",
  example: {
    in: "beside-roles",
    of: "gates:\n",
    bad: "gates:\n  - { id: context, title: The brief is there, check: artefact, artefact: problem-brief }\n",
    good: "gates:\n  - { id: context, title: Constraints are known, check: artefact, artefact: technical-constraints }\n",
  },
  severity: "error",
  needs: "everything",
  together: true,
  run: (policy) => {
    const waits = waitsIn(policy);
    const wayBack = waysBack(waits);
    return waits.flatMap(({ check, file, artefact, contract, by }): LintFinding[] => {
      const way = wayBack(by, contract);
      if (way === null) return [];
      const found = `"${artefact}", which travels with ${[by, ...way].join(", which waits for what travels with ")}`;
      return [
        {
          file,
          path: [...check.path, "artefact"],
          at: "value",
          found: by === contract ? `"${artefact}", which travels with this very hand-off` : found,
          needed: "artefacts that do not wait for each other",
          fix: "Wait for something that is there before, or take the gate out of one of the contracts.",
        },
      ];
    });
  },
};

/** A gate that waits for what travels with a hand-off. */
interface Wait {
  check: WrittenCheck;
  file: LintFinding["file"];
  artefact: string;
  /** The contract that waits. */
  contract: string;
  /** The contract that it waits for. */
  by: string;
}

function waitsIn(policy: LintedPolicy): Wait[] {
  const travels = new Map(given(policy).flatMap(({ output: { id, by } }) => ("contract" in by ? [[id, by.contract] as const] : [])));
  return policy.contracts.flatMap(({ file, contract, checks }) =>
    checks.flatMap((check): Wait[] => {
      const artefact = check.spec.kind === "artefact" && stands(check) ? param(check, "artefact") : null;
      const by = typeof artefact === "string" ? travels.get(artefact) : undefined;
      return by === undefined ? [] : [{ check, file, artefact: String(artefact), contract: contract.id, by }];
    }),
  );
}

/** Only what stands in the way of every item waits: a warning does not, one of several ways need not. */
function stands(check: WrittenCheck): boolean {
  for (let around = check.parent; around !== null; around = around.parent) if (around.spec.kind !== "all") return false;
  return isBinding(check);
}

/** Takes what waits; returns a function of two contracts: those by which the first waits for the second, itself left out, or null when it does not. */
function waysBack(waits: readonly Wait[]): (from: string, to: string) => string[] | null {
  const direct = new Map<string, Set<string>>();
  for (const { contract, by } of waits) direct.set(contract, (direct.get(contract) ?? new Set()).add(by));
  const reached = new Map<string, Map<string, string | null>>();
  return (from, to) => {
    const ways = reached.get(from) ?? allFrom(from, direct);
    reached.set(from, ways);
    return ways.has(to) ? pathTo(to, ways) : null;
  };
}

/** Every contract that one waits for in the end, each with the one before it; the nearest first. */
function allFrom(from: string, direct: ReadonlyMap<string, ReadonlySet<string>>): Map<string, string | null> {
  const cameFrom = new Map<string, string | null>([[from, null]]);
  for (const contract of cameFrom.keys()) for (const by of direct.get(contract) ?? []) if (!cameFrom.has(by)) cameFrom.set(by, contract);
  return cameFrom;
}

function pathTo(to: string, cameFrom: ReadonlyMap<string, string | null>): string[] {
  const path: string[] = [];
  for (let at: string | null = to; at !== null; at = cameFrom.get(at) ?? null) path.unshift(at);
  return path.slice(1);
}
