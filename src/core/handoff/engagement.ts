import { engagedIn, roleSystemsOf } from "../policy/roles/role-system.js";
import type { Policy, Role } from "../policy/types.js";
import type { ItemVerdict } from "../record/verdict.js";
import { roleOf } from "./answers.js";

/** Takes a policy and a stage; returns who takes part in it how; left out where no role says so. */
export function engagementIn(policy: Policy, stage: string): Pick<ItemVerdict, "engagement"> {
  const roles = roleSystemsOf(policy);
  const of = (how: "lead" | "support" | "consult"): Role[] => engagedIn(roles, stage, how).map(({ id }) => roleOf(policy, id));
  const engagement = { lead: of("lead"), support: of("support"), consult: of("consult") };
  return Object.values(engagement).some((list) => list.length > 0) ? { engagement } : {};
}
