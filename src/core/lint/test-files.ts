import { isOfKind } from "../policy/files.js";
import { testFile } from "../policy/kinds/test.js";
import type { PolicyFile } from "../policy/source-file.js";
import { readTestData } from "../policy/test-data.js";
import type { PolicyProblem } from "../policy/types.js";

/** Takes files beside a policy; returns those that are tests of contracts. */
export function testsAmong(others: readonly PolicyFile[]): PolicyFile[] {
  return others.filter(({ path }) => isOfKind(testFile, path));
}

/** Takes files beside a policy; returns what keeps the tests among them from being read, as `baton test` tells it. */
export function unreadableTests(others: readonly PolicyFile[]): (PolicyProblem & { rule: string })[] {
  const problems: PolicyProblem[] = [];
  for (const file of testsAmong(others)) readTestData(file, problems);
  return problems.map((problem) => ({ ...problem, rule: problem.rule ?? "invalid-value" }));
}
