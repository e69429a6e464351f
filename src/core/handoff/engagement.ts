import { letsPass, type Judgement } from "../judging/judgement.js";
import { engagedIn, roleSystemsOf } from "../policy/roles/role-system.js";
import type { Policy, Role } from "../policy/types.js";
import type { ItemVerdict } from "../record/verdict.js";
import { roleOf } from "./answers.js";
import type { Turn } from "./turn.js";

/** Takes a policy and a stage; returns who takes part in it how; left out where no role says so. */
export function engagementIn(policy: Policy, stage: string): Pick<ItemVerdict, "engagement"> {
  const roles = roleSystemsOf(policy);
  const of = (how: "lead" | "support" | "consult"): Role[] => engagedIn(roles, stage, how).map(({ id }) => roleOf(policy, id));
  const engagement = { lead: of("lead"), support: of("support"), consult: of("consult") };
  return Object.values(engagement).some((list) => list.length > 0) ? { engagement } : {};
}

/**
 * Takes a turn and the contract ahead; returns the role that holds the ball: the lead between hand-offs, the giver while the content is not there, whoever
 * supplies what else is missing, the receivers when they are asked. Null where a person holds it, or nobody does.
 */
export function holderOf({ record, policy, snapshot }: Turn, ahead: Judgement | null): string | null {
  const { handoff, stage } = record;
  if (snapshot.item.state === "closed" || stage === null) return null;
  const lead = engagedIn(roleSystemsOf(policy), stage, "lead")[0]?.id ?? null;
  const giver = ahead?.contract.role.from ?? lead;
  if (handoff === null) return lead ?? giver;
  if (handoff.state === "held") return null;
  if (handoff.state === "awaiting") return ahead?.contract.acknowledge.by ?? null;
  const red = handoff.state === "blocked" ? (ahead?.gates.filter((gate) => !letsPass(gate)) ?? []) : [];
  const isOthers = red.length > 0 && red.every(({ supplier }) => supplier !== null);
  return isOthers ? (red[0]?.supplier?.id ?? giver) : giver;
}
