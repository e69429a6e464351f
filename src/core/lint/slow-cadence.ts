import { oftenWords } from "../time/lapse-words.js";
import { givenById, taken } from "./flows.js";
import type { LintFinding, LintRule } from "./rule.js";

/** Inputs that must be fresher than their producer makes them. */
export const slowCadence: LintRule = {
  id: "slow-cadence",
  summary: "A role needs something more often than its producer makes it.",
  example: {
    in: "role",
    of: "from: architect, cadence: 6w",
    bad: "from: architect, cadence: 1w",
    good: "from: architect, cadence: 6w",
  },
  severity: "warning",
  needs: "everything",
  together: true,
  run: (policy) => {
    const outputs = givenById(policy);
    return taken(policy).flatMap(({ file, input, path }): LintFinding[] => {
      const from = outputs.get(input.artefact);
      const made = from?.role.id === input.from ? from?.output : undefined;
      // With every hand-off there is a new one for every item.
      if (!input.cadence || !made || made.cadence === "per_item" || "contract" in made.by) return [];
      if (made.cadence && made.cadence.ms <= input.cadence.ms) return [];
      const often = made.cadence ? oftenWords(made.cadence.text) : "at no set cadence";
      return [
        {
          file,
          path: [...path, "cadence"],
          at: "value",
          found: `"${input.artefact}" needed ${oftenWords(input.cadence.text)}, made ${often}`,
          needed: "a producer that meets it",
          fix: `Let \`cadence\` of "${input.artefact}" be ${input.cadence.text} or less there, or need it less often.`,
        },
      ];
    });
  },
};
