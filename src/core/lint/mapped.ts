import { rolesOf } from "../policy/roles-named.js";
import type { LintedPolicy } from "./rule.js";

type Named = Pick<LintedPolicy, "config" | "contracts" | "roles">;

/** Takes a policy; returns the roles that it defines or names and no file describes: what they do, nobody said yet. */
export function unmappedRoles({ config, contracts, roles }: Named): Set<string> {
  const described = new Set(roles.map(({ role }) => role.id));
  const named = contracts.flatMap(({ file, contract }) => rolesOf(file, contract).map(({ role }) => role));
  return new Set([...Object.keys(config.roles), ...named].filter((role) => !described.has(role)));
}
