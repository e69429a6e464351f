import { isOfKind } from "../policy/files.js";
import { testFile } from "../policy/kinds/test.js";
import { TESTS } from "../policy/paths.js";
import type { PolicyFile } from "../policy/source-file.js";
import type { PolicyProblem } from "../policy/types.js";
import { isRecord } from "../yaml/line.js";
import { parseYaml } from "../yaml/yaml.js";
import { atTop } from "./at-top.js";
import type { LintFinding } from "./rule.js";

const NEAR = /^(?:\.github\/)?(?:contracts?\/)?tests?\/.*\.(?:ya?ml|json)(?:\.txt)?$/i;

/** Takes a path from the repository's root; true when a test of a contract may be meant by it, and none is read from it. */
export function isNearTest(path: string): boolean {
  return NEAR.test(path) && !isOfKind(testFile, path);
}

/** Takes a file; returns what to say when it is a test of a contract that lies where none is read, null otherwise. */
export function ignoredTest(file: PolicyFile): LintFinding | null {
  if (!isNearTest(file.path) || !isLikeTest(file.text)) return null;
  const name = (file.path.split("/").at(-1) ?? "").replace(/\.(?:ya?ml|json)(?:\.txt)?$/i, "");
  const isJson = /\.json$/i.test(file.path);
  return {
    ...atTop(file),
    found: "a test of a contract that is never read",
    needed: testFile.paths.map((path) => `\`${path}\``).join(" or "),
    fix: isJson ? `Write it as YAML in ${TESTS}/${name}.yml.` : `Move it to ${TESTS}/${name}.yml.`,
  };
}

/** Takes files; returns a problem for each that is a test of a contract and lies where none is read. */
export function ignoredTests(files: readonly PolicyFile[]): PolicyProblem[] {
  return files.flatMap((file): PolicyProblem[] => {
    const finding = ignoredTest(file);
    if (!finding) return [];
    const { found, needed, fix } = finding;
    return [{ file: file.path, line: 1, column: 1, key: "", severity: "error", found, needed, fix, rule: "ignored-file" }];
  });
}

/** Other tests have cases as well, but none of a contract, each with what is expected. */
function isLikeTest(text: string): boolean {
  if (!/\bcontract\b/.test(text) || !/\bcases\b/.test(text)) return false;
  const yaml = parseYaml(text);
  if (!yaml.ok)
    return /^contract[ \t]{0,4}:/m.test(text) && /^cases[ \t]{0,4}:/m.test(text) && /^[ \t-]{0,20}expect[ \t]{0,4}:/m.test(text);
  const { contract, cases } = isRecord(yaml.data) ? yaml.data : {};
  return typeof contract === "string" && Array.isArray(cases) && cases.some((one) => isRecord(one) && Object.hasOwn(one, "expect"));
}
