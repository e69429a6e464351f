import { givenById, taken } from "./flows.js";
import type { LintFinding, LintRule } from "./rule.js";

/** Inputs that the role they are to come from does not give. */
export const unproducedInput: LintRule = {
  id: "unproduced-input",
  summary: "A role needs something that nobody produces.",
  example: {
    in: "role",
    of: "artefact: technical-constraints, from: architect",
    bad: "artefact: usage-report, from: architect",
    good: "artefact: technical-constraints, from: architect",
  },
  severity: "warning",
  needs: "everything",
  together: true,
  run: (policy) => {
    const outputs = givenById(policy);
    return taken(policy).flatMap(({ role, file, input, path }): LintFinding[] => {
      const other = outputs.get(input.artefact)?.role.id;
      // What comes from outside is shown, never linted.
      if (typeof input.from !== "string" || other === input.from) return [];
      const fix = other
        ? `\`from: ${other}\` is who gives it.`
        : `Add it to \`produces\` of ${input.from}, or say \`from: { external: "..." }\`.`;
      const found = `"${input.artefact}" from ${input.from}, which ${other ? `only ${other} gives` : "nobody gives"}`;
      return [{ file, path: [...path, "artefact"], at: "value", found, needed: `a role that gives what ${role.id} needs`, fix }];
    });
  },
};
