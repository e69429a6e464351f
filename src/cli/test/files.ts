import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isOfKind } from "../../core/policy/files.js";
import { testFile } from "../../core/policy/kinds/test.js";
import { TESTS } from "../../core/policy/paths.js";
import type { PolicyFile } from "../../core/policy/source-file.js";
import type { Policy, PolicyProblem } from "../../core/policy/types.js";
import { readTestFile, type TestFile } from "../../core/trial/test-file.js";
import { WrongCall } from "../common/call.js";
import { folderLookUp } from "../common/folder.js";
import { problemLine } from "../common/own-policy.js";
import { readText } from "../common/read-text.js";

/** Takes a repository's folder and its policy; returns the tests under contracts/tests. Throws a WrongCall when there are none, or one is not understood. */
export async function readTests(folder: string, policy: Policy): Promise<TestFile[]> {
  const sources = await testSources(folder);
  if (sources.length === 0) throw new WrongCall(`${folder} has no tests: write a first one under ${TESTS}/, or let \`baton init\` do it`);
  const problems: PolicyProblem[] = [];
  const lookUp = folderLookUp(folder);
  const files = sources.map((source) => readTestFile(source, policy, lookUp, problems));
  if (problems.length > 0) throw new WrongCall(problems.map(problemLine));
  return files.filter((file) => file !== null);
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
