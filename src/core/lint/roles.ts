import { isSaid } from "../policy/organisation/organisation.js";
import { rolesOf } from "../policy/roles-named.js";
import type { Role } from "../policy/types.js";
import type { LintedPolicy, LintFinding, LintRule } from "./rule.js";

/** Roles that are defined with nobody in them. */
export const unfilledRole: LintRule = {
  id: "unfilled-role",
  summary: "Nobody holds a role that has to act: what waits for it stays red.",
  example: { in: "config", of: "lead: { users: [omar] }", bad: "lead: {}", good: "lead: { users: [omar] }" },
  severity: "warning",
  needs: "config",
  run: (policy) => {
    const acting = actingRoles(policy);
    return definedRoles(policy)
      .filter(({ users, teams, id }) => users.length === 0 && teams.length === 0 && acting.has(id))
      .map(({ id, file, path }) => ({
        file,
        path,
        at: "key",
        found: `the role "${id}" with neither users nor teams`,
        needed: "somebody who holds it: what waits for it stays red",
        fix: "Add `teams: [organisation/team]` or `users: [login]`.",
      }));
  },
};

type Defined = Role & Pick<LintFinding, "file" | "path">;

/** Every role that somebody is said to hold, or nobody, with the place. */
function definedRoles({ config, configFile, roles }: LintedPolicy): Defined[] {
  const inConfig = configFile ? Object.values(config.roles).filter(({ id }) => isSaid(configFile, ["roles", id])) : [];
  return [
    ...inConfig.flatMap((role): Defined[] => (configFile ? [{ ...role, file: configFile, path: ["roles", role.id] }] : [])),
    ...roles.flatMap(({ file, people }): Defined[] => (people ? [{ ...people, file, path: ["people"] }] : [])),
  ];
}

/** Roles that are defined and have nothing to do. */
export const unusedRole: LintRule = {
  id: "unused-role",
  summary: "A role is defined and no contract uses it.",
  example: {
    in: "config",
    of: "lead: { users: [omar] }",
    bad: "lead: { users: [omar] }\n  spare: { users: [sam] }",
    good: "lead: { users: [omar] }",
  },
  severity: "warning",
  needs: "everything",
  run: (policy) => {
    const { configFile, config, contracts } = policy;
    // Without contracts the file is an organisation's, for contracts elsewhere.
    if (!configFile || contracts.length === 0) return [];
    const described = policy.roles.map(({ role }) => role.id);
    const used = new Set([...actingRoles(policy), ...contracts.map(({ contract }) => contract.role.from), ...described]);
    return Object.keys(config.roles)
      .filter((id) => !used.has(id) && isSaid(configFile, ["roles", id]))
      .map((id) => unused(id, configFile));
  },
};

function unused(id: string, file: LintFinding["file"]): LintFinding {
  const found = `the role "${id}", which nothing uses`;
  return {
    file,
    path: ["roles", id],
    at: "key",
    found,
    needed: "roles that a contract or `override` names",
    fix: "Remove it, or name it where it acts.",
  };
}

/** Every role that has to do something; an empty giving role is open to whoever may triage. */
function actingRoles({ config, contracts }: LintedPolicy): Set<string> {
  const named = contracts.flatMap(({ file, contract }) => rolesOf(file, contract).filter(({ path }) => path.join(".") !== "role.from"));
  const overriding = config.override ? [config.override.by, config.override.second] : [];
  return new Set([...named.map(({ role }) => role), ...overriding.filter((role) => role !== null)]);
}
