import { TESTS } from "../policy/paths.js";
import type { PolicyFile } from "../policy/source-file.js";
import { readTestData } from "../policy/test-data.js";
import { goneNames, type Nameable } from "../policy/test-names.js";
import type { LintedPolicy, LintFinding, LintRule } from "./rule.js";
import { testsAmong } from "./test-files.js";

/** Tests that outlived what they are about. What keeps them from being read is told otherwise. */
export const goneInTests: LintRule = {
  id: "gone-in-tests",
  summary: `A test under \`${TESTS}/\` names a contract, or a gate of it, that there is not: \`baton test\` cannot run it.`,
  example: { in: "test", of: "problem: pass", bad: "problm: pass", good: "problem: pass" },
  severity: "error",
  needs: "everything",
  together: true,
  run(policy) {
    const nameable = nameableIn(policy);
    return testsAmong(policy.others).flatMap((file) => judge(file, nameable));
  },
};

/** A contract that an organisation has, too, has the gates of both. */
function nameableIn({ contracts }: LintedPolicy): Nameable {
  const nameable = new Map<string, string[]>();
  for (const { contract } of contracts) {
    const gates = contract.gates.map(({ id }) => id);
    nameable.set(contract.id, [...(nameable.get(contract.id) ?? []), ...gates]);
  }
  return nameable;
}

function judge(source: PolicyFile, nameable: Nameable): LintFinding[] {
  const read = readTestData(source, []);
  if (!read) return [];
  return goneNames(read.data, nameable).map(({ rule: _rule, ...complaint }) => ({ ...complaint, file: read.file }));
}
