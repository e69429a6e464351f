import type { LintedContract, LintFinding, LintRule } from "./rule.js";

/** Contracts that a role hands to itself, while another one takes over. */
export const thirdAcknowledger: LintRule = {
  id: "third-acknowledger",
  summary: "A contract has one role on both sides, and another one acknowledges: who takes over is not who is named.",
  example: {
    in: "contract",
    of: "role: { from: pm, to: architect }",
    bad: "role: { from: pm, to: pm }",
    good: "role: { from: pm, to: architect }",
  },
  severity: "warning",
  needs: "contract",
  run: ({ contracts }) => contracts.flatMap(judge),
};

function judge({ file, contract }: LintedContract): LintFinding[] {
  const { role, acknowledge } = contract;
  if (role.from !== role.to || acknowledge.by === role.to) return [];
  return [
    {
      file,
      path: ["role", "to"],
      at: "value",
      found: `\`${role.to}\`, which hands off as well, while \`${acknowledge.by}\` acknowledges`,
      needed: "the role that takes the work over: whoever acknowledges",
      fix: `Write \`role: { from: ${role.to}, to: ${acknowledge.by} }\`, or leave out \`by\`.`,
    },
  ];
}
