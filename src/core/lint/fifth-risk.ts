import { supplierOf } from "../checks/nested.js";
import type { GateSpec } from "../checks/gate-spec.js";
import { unmappedRoles } from "./mapped.js";
import type { LintRule } from "./rule.js";

const RISK = /\bethic|\bbias\b|\bprivacy\b|\bresponsibl|\bdata[ _-]?quality\b|\bfairness\b/i;

/** Value, usability, feasibility and viability have their gates; the fifth risk has an owner by name, or nobody. */
export const fifthRisk: LintRule = {
  id: "fifth-risk",
  summary: "The fifth risk: every role has a file, and no contract has a gate on ethics or data quality that a named role answers for.",
  example: {
    in: "beside-roles",
    of: "id: ethics, title: Ethics reviewed, check: confirmed_by, role: lead",
    bad: "id: ethics, title: Ethics described, check: section, section: Ethics",
    good: "id: ethics, title: Ethics reviewed, check: confirmed_by, role: lead",
  },
  severity: "warning",
  needs: "everything",
  together: true,
  run: (policy) => {
    const { roles, contracts } = policy;
    const [first] = contracts;
    // Before every role said what it does, the one that answers for it may be among the others.
    if (roles.length === 0 || unmappedRoles(policy).size > 0 || !first || contracts.some(({ contract }) => contract.gates.some(isOwned)))
      return [];
    return [
      {
        file: first.file,
        path: ["gates"],
        at: "key",
        found: "no gate on ethics or data quality that a role answers for",
        needed: "one in some contract of the lifecycle, such as `check: confirmed_by` with a role",
        fix: "Add `{ id: ethics, title: Ethics reviewed, check: confirmed_by, role: ... }` where the risk shows.",
      },
    ];
  },
};

function isOwned({ id, title, level, check }: GateSpec): boolean {
  return level === "block" && supplierOf(check) !== null && RISK.test(`${id} ${title} ${JSON.stringify(check.params)}`);
}
