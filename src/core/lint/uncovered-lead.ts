import type { LintRule } from "./rule.js";

/** Stages that a role leads, and that no contract leads out of. */
export const uncoveredLead: LintRule = {
  id: "uncovered-lead",
  summary: "A role leads a stage that no contract leads out of: what it hands over is up to chance.",
  example: {
    in: "boundaries",
    of: "",
    bad: "discover → decide\ndecide → build",
    good: "discover → decide\ndecide → build\nbuild → test\ntest → ship\nship → evaluate",
  },
  severity: "warning",
  needs: "everything",
  together: true,
  run: ({ roles, contracts, config }) => {
    const last = config.lifecycle.stages.at(-1)?.id;
    return roles.flatMap(({ file, role }) =>
      Object.entries(role.engagement)
        .filter(([stage, how]) => how === "lead" && stage !== last && !contracts.some(({ contract }) => contract.stage.from === stage))
        .map(([stage]) => ({
          file,
          path: ["engagement", stage],
          at: "value" as const,
          found: `${role.id} as the lead of ${stage}, and no contract out of it`,
          needed: "a contract for the boundary that the lead hands over",
          fix: `Add one with \`stage: { from: ${stage}, to: ... }\` under contracts/.`,
        })),
    );
  },
};
