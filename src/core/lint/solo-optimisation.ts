import { given, taken } from "./flows.js";
import type { LintedPolicy, LintFinding, LintRule } from "./rule.js";

const MOST_NAMED = 6;

/** Outputs that none of those they are for takes. */
export const soloOptimisation: LintRule = {
  id: "solo-optimisation",
  summary: "Solo optimisation: a role produces something that nobody consumes, so that it works well for itself and for nobody else.",
  example: {
    in: "role",
    of: "to: [architect], by: { contract: brief }",
    bad: "to: [lead], by: { contract: brief }",
    good: "to: [architect], by: { contract: brief }",
  },
  severity: "warning",
  needs: "everything",
  together: true,
  run: (policy) => {
    const takers = takersOf(policy);
    return given(policy).flatMap(({ role, file, output, path }): LintFinding[] => {
      const who = takers.get(wayOf(output.id, role.id)) ?? new Set();
      const idle = output.to === "all" ? [] : output.to.filter((id) => !who.has(id));
      if (who.size > 0 && idle.length === 0) return [];
      const idly =
        idle.length === 0
          ? "nobody takes"
          : `${idle.slice(0, MOST_NAMED).join(", ")}${idle.length > MOST_NAMED ? ", ..." : ""} ${idle.length === 1 ? "does" : "do"} not take`;
      return [
        {
          file,
          path: [...path, "to"],
          at: "value",
          found: `"${output.id}", which ${idly}`,
          needed: "somebody who works with it",
          fix: `Add it to \`consumes\` of ${idle[0] ?? "a role"}, or stop making it.`,
        },
      ];
    });
  },
};

/** Which roles take an artefact from the role that it comes from. */
function takersOf(policy: LintedPolicy): ReadonlyMap<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { role, input } of taken(policy)) {
    if (typeof input.from !== "string") continue;
    const way = wayOf(input.artefact, input.from);
    found.set(way, (found.get(way) ?? new Set()).add(role.id));
  }
  return found;
}

/** Neither name can hold a slash. */
function wayOf(artefact: string, from: string): string {
  return `${from}/${artefact}`;
}
