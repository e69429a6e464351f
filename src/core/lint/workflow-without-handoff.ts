import type { LintFinding, LintRule } from "./rule.js";

/** Workflows that end with nobody taking over. */
export const workflowWithoutHandoff: LintRule = {
  id: "workflow-without-handoff",
  summary: "A workflow has no step that hands over: its work ends with whoever did it.",
  example: {
    in: "role",
    of: "\n      - { id: handoff, do: Hand it over, done: { contract: brief } }",
    bad: "",
    good: "\n      - { id: handoff, do: Hand it over, done: { contract: brief } }",
  },
  severity: "warning",
  needs: "everything",
  together: true,
  run: ({ roles }) =>
    roles.flatMap(({ file, role }) =>
      role.workflows.flatMap(({ id, steps }, index): LintFinding[] => {
        if (steps.some(({ done }) => done !== null && "contract" in done)) return [];
        return [
          {
            file,
            path: ["workflows", index, "steps"],
            at: "key",
            found: `the workflow "${id}", in which nothing is handed over`,
            needed: "a step with `done: { contract: ... }`",
            fix: "Add the hand-off that it leads to as a step.",
          },
        ];
      }),
    ),
};
