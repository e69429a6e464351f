import type { LintRule } from "./rule.js";

/** Roles that take and never give. */
export const contextHoarding: LintRule = {
  id: "context-hoarding",
  summary: "Context hoarding: a role takes from others and gives nothing, so that what it knows stays with it.",
  example: {
    in: "role",
    of: "produces:\n  - { id: problem-brief, name: Problem brief, to: [architect], by: { contract: brief } }",
    bad: "produces: []",
    good: "produces:\n  - { id: problem-brief, name: Problem brief, to: [architect], by: { contract: brief } }",
  },
  severity: "warning",
  needs: "everything",
  together: true,
  run: ({ roles }) =>
    roles
      .filter(({ role }) => role.consumes.length > 0 && role.produces.length === 0)
      .map(({ file, role }) => ({
        file,
        path: ["consumes"],
        at: "key",
        found: `${role.consumes.length} inputs of ${role.id}, and no output`,
        needed: "something that others can work with",
        fix: "Say under `produces` what it gives to whom.",
      })),
};
