import type { LintedPolicy, LintFinding, LintRule } from "./rule.js";
import { param } from "./written.js";

/** Gates that the giving side decides about itself. */
export const ownWord: LintRule = {
  id: "own-word",
  summary: "The role that hands off also confirms, approves, or may waive its own gates.",
  example: {
    in: "contract",
    of: "check: confirmed_by, role: lead",
    bad: "check: confirmed_by, role: pm",
    good: "check: confirmed_by, role: lead",
  },
  severity: "warning",
  needs: "config",
  run: (policy) => [...confirmations(policy), ...waivers(policy)],
};

function confirmations({ contracts }: LintedPolicy): LintFinding[] {
  return contracts.flatMap(({ file, contract, checks }) =>
    checks
      .filter((check) => check.spec.kind === "confirmed_by" && contract.role.from !== null && param(check, "role") === contract.role.from)
      .map((check) => ({
        file,
        path: [...check.path, "role"],
        at: "value" as const,
        found: `\`${contract.role.from ?? ""}\`, the role that hands off`,
        needed: "a role on another side: who gives should not confirm the gift",
        fix: "Name the role that bears the consequence.",
      })),
  );
}

function waivers({ config, configFile, contracts }: LintedPolicy): LintFinding[] {
  const { override } = config;
  const own = contracts.filter(({ contract }) => contract.role.from !== null && contract.role.from === override?.by);
  if (!override || !configFile || own.length === 0) return [];
  const names = own.map(({ contract }) => `\`${contract.id}\``).slice(0, 3);
  return [
    {
      file: configFile,
      path: ["override", "by"],
      at: "value",
      found: `\`${override.by}\`, which hands off under ${names.join(", ")} and may waive its own gates there`,
      needed: "a role that does not hand off",
      fix: "Name a role that answers for the result, such as the portfolio's owner.",
    },
  ];
}
