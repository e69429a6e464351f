import type { RoleSystem } from "../policy/roles/role-system.js";
import type { LintedPolicy, LintFinding, LintRule } from "./rule.js";

/** Contracts that are given or taken by a role that has no part in the stage. */
export const unengagedRole: LintRule = {
  id: "unengaged-role",
  summary: "A contract's giver takes no part in the stage it leaves, or its receiver none in the one it enters.",
  example: {
    in: "role",
    of: "engagement: { discover: lead, decide: support }",
    bad: "engagement: { decide: support }",
    good: "engagement: { discover: lead, decide: support }",
  },
  severity: "warning",
  needs: "everything",
  together: true,
  run: (policy) => {
    const systems = new Map(policy.roles.map(({ role }) => [role.id, role]));
    return policy.contracts.flatMap(({ file, contract }) => [
      ...unengaged(file, { key: "from", does: "gives", role: systems.get(contract.role.from ?? ""), stage: contract.stage.from }),
      ...unengaged(file, { key: "to", does: "takes", role: systems.get(contract.role.to), stage: contract.stage.to }),
    ]);
  },
};

interface Side {
  key: "from" | "to";
  does: string;
  /** Undefined where no file describes the role: then nobody said what it takes part in. */
  role: RoleSystem | undefined;
  stage: string;
}

function unengaged(file: LintedPolicy["contracts"][number]["file"], { key, does, role, stage }: Side): LintFinding[] {
  if (!role || (Object.hasOwn(role.engagement, stage) && role.engagement[stage] !== "none")) return [];
  const found = `${role.id}, which ${does} here and takes no part in ${stage}`;
  return [
    {
      file,
      path: ["role", key],
      at: "value",
      found,
      needed: "a role that takes part in the stage",
      fix: `Add \`${stage}: lead\`, \`support\` or \`consult\` to its file.`,
    },
  ];
}
