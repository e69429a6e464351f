import { isSaid } from "../policy/organisation/organisation.js";
import { engagedIn } from "../policy/roles/role-system.js";
import { unmappedRoles } from "./mapped.js";
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
    const unmapped = unmappedRoles(policy);
    return policy.config.lifecycle.stages.flatMap(({ id }): LintFinding[] => {
      const leads = engagedIn(roles, id, "lead").map((role) => role.id);
      if (leads.length === 1) return [];
      if (leads.length > 1) return several(id, leads, policy);
      return unmapped.size === 0 || isMapped(id, policy, unmapped) ? nobody(id, policy) : [];
    });
  },
};

/** True where every role that gives or takes work in the stage has a file: none of them is left that may lead it. */
function isMapped(stage: string, { contracts }: LintedPolicy, unmapped: ReadonlySet<string>): boolean {
  const there = contracts.flatMap(({ contract }) => [
    ...(contract.stage.from === stage ? [contract.role.from] : []),
    ...(contract.stage.to === stage ? [contract.role.to] : []),
  ]);
  return there.length > 0 && there.every((role) => role === null || !unmapped.has(role));
}

function nobody(stage: string, policy: LintedPolicy): LintFinding[] {
  return placeOf(stage, policy).map((place) => ({
    ...place,
    at: "key",
    found: `the stage ${stage}, which no role leads`,
    needed: "one lead for each stage",
    fix: `Add \`${stage}: lead\` to the role that holds the ball there.`,
  }));
}

/** Where the configuration names the stage; under a preset, where a role says that it takes part in it. */
function placeOf(stage: string, { configFile, config, roles }: LintedPolicy): Pick<LintFinding, "file" | "path">[] {
  const index = config.lifecycle.stages.findIndex(({ id }) => id === stage);
  if (configFile && isSaid(configFile, ["stages", index])) return [{ file: configFile, path: ["stages", index, "id"] }];
  const engaged = roles.find(({ role }) => Object.hasOwn(role.engagement, stage));
  if (engaged) return [{ file: engaged.file, path: ["engagement", stage] }];
  return roles.slice(0, 1).map(({ file }) => ({ file, path: ["engagement"] }));
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
