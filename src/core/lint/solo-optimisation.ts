import { given, taken } from "./flows.js";
import type { LintFinding, LintRule } from "./rule.js";

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
  run: (policy) => {
    const inputs = taken(policy);
    const takes = (role: string, artefact: string, from: string) =>
      inputs.some((one) => one.role.id === role && one.input.artefact === artefact && one.input.from === from);
    return given(policy).flatMap(({ role, file, output, path }): LintFinding[] => {
      const isTaken = inputs.some(({ input }) => input.artefact === output.id && input.from === role.id);
      const idle = output.to === "all" ? [] : output.to.filter((id) => !takes(id, output.id, role.id));
      if (isTaken && idle.length === 0) return [];
      const who = idle.length === 0 ? "nobody takes" : `${idle.join(", ")} ${idle.length === 1 ? "does" : "do"} not take`;
      return [
        {
          file,
          path: [...path, "to"],
          at: "value",
          found: `"${output.id}", which ${who}`,
          needed: "somebody who works with it",
          fix: `Add it to \`consumes\` of ${idle[0] ?? "a role"}, or stop making it.`,
        },
      ];
    });
  },
};
