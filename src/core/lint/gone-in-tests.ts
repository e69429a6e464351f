import { isOfKind } from "../policy/files.js";
import { testFile } from "../policy/kinds/test.js";
import { testSchema } from "../policy/kinds/test-schema.js";
import { TESTS } from "../policy/paths.js";
import { openFile, type PolicyFile } from "../policy/source-file.js";
import { goneNames, type Nameable } from "../policy/test-names.js";
import type { LintedPolicy, LintFinding, LintRule } from "./rule.js";

/** Tests that outlived what they are about. What is wrong in them otherwise, `baton test` tells. */
export const goneInTests: LintRule = {
  id: "gone-in-tests",
  summary: `A test under \`${TESTS}/\` names a contract, or a gate of it, that there is not: \`baton test\` cannot run it.`,
  example: { in: "test", of: "problem: pass", bad: "problm: pass", good: "problem: pass" },
  severity: "error",
  needs: "everything",
  together: true,
  run(policy) {
    const nameable = nameableIn(policy);
    return policy.others.filter(isTest).flatMap((file) => judge(file, nameable));
  },
};

function isTest({ path }: PolicyFile): boolean {
  return isOfKind(testFile, path);
}

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
  const file = openFile(source, []);
  const tests = file && testSchema.safeParse(file.data);
  if (!file || !tests?.success) return [];
  return goneNames(tests.data, nameable).map(({ rule: _rule, ...complaint }) => ({ ...complaint, file }));
}
