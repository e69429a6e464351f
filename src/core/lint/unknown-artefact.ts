import { didYouMean, oneOf } from "../policy/complaints.js";
import { given } from "./flows.js";
import type { LintFinding, LintRule } from "./rule.js";
import { param } from "./written.js";

/** Gates that wait for something that no role produces. */
export const unknownArtefact: LintRule = {
  id: "unknown-artefact",
  summary: "A gate waits for an artefact that no role produces: it is an error for every item.",
  example: {
    in: "beside-roles",
    of: "gates:\n",
    bad: "gates:\n  - { id: constraints, title: Constraints are known, check: artefact, artefact: usage-report }\n",
    good: "gates:\n  - { id: constraints, title: Constraints are known, check: artefact, artefact: technical-constraints }\n",
  },
  severity: "error",
  needs: "everything",
  together: true,
  run: (policy) => {
    const ids = [...new Set(given(policy).map(({ output }) => output.id))];
    return policy.contracts.flatMap(({ file, checks }) =>
      checks.flatMap((check): LintFinding[] => {
        const id = check.spec.kind === "artefact" ? param(check, "artefact") : null;
        if (typeof id !== "string" || ids.includes(id)) return [];
        const needed =
          ids.length > 0 && ids.length <= 12 ? `an artefact: ${oneOf(ids)}` : "something that a role's file has under `produces`";
        const fix = didYouMean(id, ids) ?? "Let a role produce it, or wait for something else.";
        return [
          { file, path: [...check.path, "artefact"], at: "value", found: `the artefact "${id}", which no role produces`, needed, fix },
        ];
      }),
    );
  },
};
