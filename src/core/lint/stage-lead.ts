import { engagedIn } from "../policy/roles/role-system.js";
import type { LintedPolicy, LintFinding, LintRule } from "./rule.js";

const MOST_NAMED = 6;

/** Stages that nobody leads, or two roles do. */
export const stageLead: LintRule = {
  id: "stage-lead",
  summary: "A stage has no lead, or two: nobody knows who holds the ball between hand-offs.",
  example: {
    in: "role",
    of: "engagement: { discover: lead, decide: support }",
    bad: "engagement: { discover: lead, decide: lead }",
    good: "engagement: { discover: lead, decide: support }",
  },
  severity: "warning",
  needs: "everything",
  together: true,
  run: (policy) => {
    const roles = policy.roles.map(({ role }) => role);
    // Before anybody says how they take part, nothing is missing.
    if (roles.every(({ engagement }) => Object.keys(engagement).length === 0)) return [];
    return policy.config.lifecycle.stages.flatMap(({ id }): LintFinding[] => {
      const leads = engagedIn(roles, id, "lead").map((role) => role.id);
      if (leads.length === 1) return [];
      return leads.length === 0 ? nobody(id, policy) : several(id, leads, policy);
    });
  },
};

function nobody(stage: string, { roles }: LintedPolicy): LintFinding[] {
  return roles.slice(0, 1).map(({ file }) => ({
    file,
    path: ["engagement"],
    at: "key",
    found: `the stage ${stage}, which no role leads`,
    needed: "one lead for each stage",
    fix: `Add \`${stage}: lead\` to the role that holds the ball there.`,
  }));
}

function several(stage: string, leads: readonly string[], { roles }: LintedPolicy): LintFinding[] {
  return roles
    .filter(({ role }) => role.id === leads[1])
    .map(({ file }) => ({
      file,
      path: ["engagement", stage],
      at: "value",
      found: `${leads.length} leads of ${stage}: ${leads.slice(0, MOST_NAMED).join(", ")}${leads.length > MOST_NAMED ? ", ..." : ""}`,
      needed: "one lead for each stage",
      fix: "Let one lead, the others `support`.",
    }));
}
