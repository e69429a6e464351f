import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { ignoredTests } from "../../core/lint/ignored-tests.js";
import { isOfKind } from "../../core/policy/files.js";
import { testFile } from "../../core/policy/kinds/test.js";
import { TESTS } from "../../core/policy/paths.js";
import type { PolicyFile } from "../../core/policy/source-file.js";
import type { Policy, PolicyProblem } from "../../core/policy/types.js";
import { readTestFile, type TestFile } from "../../core/trial/test-file.js";
import { WrongCall } from "../common/call.js";
import { folderLookUp } from "../common/folder.js";
import { readText } from "../common/read-text.js";
import { straysIn } from "../common/strays.js";

/** What lies under contracts/tests: tests, and what is wrong in their files. */
export interface ReadTests {
  /** Of each file the cases that can run. */
  files: TestFile[];
  /** Each mistake once. */
  troubles: PolicyProblem[];
}

/** Takes a repository's folder and its policy; returns the tests under contracts/tests. Throws a WrongCall when there are none. */
export async function readTests(folder: string, policy: Policy): Promise<ReadTests> {
  const sources = await testSources(folder);
  const ignored = ignoredTests(await straysIn(folder));
  if (sources.length + ignored.length === 0)
    throw new WrongCall(`${folder} has no tests: write a first one under ${TESTS}/, or let \`baton init\` do it`);
  const problems: PolicyProblem[] = [...ignored];
  const lookUp = folderLookUp(folder);
  const files = sources.map((source) => readTestFile(source, policy, lookUp, problems));
  return { files: files.filter((file) => file !== null), troubles: eachOnce(problems) };
}

/** What every case is given is read for each of them, and wrong for each. */
function eachOnce(problems: readonly PolicyProblem[]): PolicyProblem[] {
  const placed = problems.map((problem): [string, PolicyProblem] => [
    [problem.file, problem.line, problem.column, problem.found].join("\n"),
    problem,
  ]);
  return [...new Map(placed.toReversed()).values()].toReversed();
}

async function testSources(folder: string): Promise<PolicyFile[]> {
  const names = await namesIn(join(folder, TESTS));
  return await Promise.all(names.map(async (name) => ({ path: `${TESTS}/${name}`, text: await readText(join(folder, TESTS, name)) })));
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && isOfKind(testFile, `${TESTS}/${entry.name}`))
      .map((entry) => entry.name)
      .toSorted();
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return [];
    throw error;
  }
}
