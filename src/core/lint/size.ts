import type { LintRule } from "./rule.js";

const MOST = 10;

/** Contracts with so many gates that nobody reads them. */
export const tooManyGates: LintRule = {
  id: "too-many-gates",
  summary: "Over-engineering: a contract has more than ten gates, and people work around it.",
  example: { in: "contract", of: "gates:", bad: `${gates(MOST)}gates:`, good: `${gates(2)}gates:` },
  severity: "warning",
  needs: "contract",
  run: ({ contracts }) =>
    contracts.flatMap(({ file, contract, checks }) => {
      const extra = checks.filter((check) => check.parent === null)[MOST];
      if (!extra) return [];
      return [
        {
          file,
          path: extra.path,
          at: "key",
          found: `${contract.gates.length} gates`,
          needed: `at most ${MOST}`,
          fix: "Keep those whose absence has hurt; make the others `notes`, or move them to the contract of another boundary.",
        },
      ];
    }),
};

function gates(count: number): string {
  return Array.from({ length: count }, (_, index) => `  - { id: more-${index + 1}, check: section, section: Part ${index + 1} }\n`).join(
    "",
  );
}
