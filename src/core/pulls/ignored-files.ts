import { ignoredByName } from "../lint/ignored.js";
import { CONFIG_PATH } from "../policy/paths.js";
import type { Policy, PolicyProblem } from "../policy/types.js";
import type { ItemRead } from "../ports.js";

/** So many files are told of; the next one says how many more there are. */
const MOST = 20;
const RULE = "ignored-file";

/**
 * Takes a pull request as read and the policy whose levels count; returns a warning for each file of it that looks like policy and is never read. What is in
 * it is not looked at, so nothing is held back for it, whatever level the rule has; `off` silences it. Where not every changed file is known, none is told.
 */
export function ignoredFiles(
  { snapshot, policyFiles }: Pick<ItemRead, "snapshot" | "policyFiles">,
  { lint = {} }: Pick<Policy, "lint">,
): PolicyProblem[] {
  const pull = snapshot.item.pullRequest;
  if (!pull?.changedFiles.known || pull.baseRef !== snapshot.repository.defaultBranch) return [];
  if (Object.hasOwn(lint, RULE) && lint[RULE] === "off") return [];
  const changed = pull.changedFiles.value.filter(({ change }) => change !== "removed").map(({ path }) => path);
  const config = pull.changedFiles.value.filter(({ path }) => path === CONFIG_PATH);
  const hasConfig =
    config.some(({ change }) => change !== "removed") ||
    (config.length === 0 && policyFiles.files.some(({ path }) => path === CONFIG_PATH));
  const found = [...new Set(changed)].toSorted().flatMap((path) => ignoredByName(path, hasConfig));
  const told = found.slice(0, MOST).map(({ file, found: what, needed, fix }): PolicyProblem => ({
    ...at(file.path),
    found: what,
    needed,
    fix: fix ?? null,
  }));
  const next = found[MOST];
  return next === undefined ? told : [...told, { ...at(next.file.path), ...further(found.length - MOST, next.needed) }];
}

function at(file: string): Pick<PolicyProblem, "file" | "line" | "column" | "key" | "severity" | "rule"> {
  return { file, line: 1, column: 1, key: "", severity: "warning", rule: RULE };
}

function further(count: number, needed: string): Pick<PolicyProblem, "found" | "needed" | "fix"> {
  const found = count === 1 ? "one more file that looks like policy" : `${count} more files that look like policy`;
  return { found: `${found}, and ${count === 1 ? "is" : "are"} never read`, needed, fix: null };
}
