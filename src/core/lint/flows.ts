import type { Consumed, Produced, RoleSystem } from "../policy/roles/role-system.js";
import type { LintedPolicy } from "./rule.js";

/** Something a role takes, with who takes it and where that is written. */
export interface Taken {
  role: RoleSystem;
  file: LintedPolicy["roles"][number]["file"];
  input: Consumed;
  path: PropertyKey[];
}

/** Something a role gives, with who gives it and where that is written. */
export interface Given {
  role: RoleSystem;
  file: LintedPolicy["roles"][number]["file"];
  output: Produced;
  path: PropertyKey[];
}

/** Everything that roles take. */
export function taken({ roles }: LintedPolicy): Taken[] {
  return roles.flatMap(({ file, role }) => role.consumes.map((input, index) => ({ role, file, input, path: ["consumes", index] })));
}

/** Everything that roles give. */
export function given({ roles }: LintedPolicy): Given[] {
  return roles.flatMap(({ file, role }) => role.produces.map((output, index) => ({ role, file, output, path: ["produces", index] })));
}

/** Everything that roles give, by its id: one role gives each, or the policy does not parse. */
export function givenById(policy: LintedPolicy): ReadonlyMap<string, Given> {
  return new Map(given(policy).map((one) => [one.output.id, one]));
}
