import { inheritedFiles } from "../policy/organisation/organisation.js";
import { mergeLevels } from "../policy/parse.js";
import type { PolicyFile } from "../policy/parse.js";
import { originsOf, type Origin } from "../policy/organisation/origins.js";
import { atLevels } from "./levels.js";
import { byPlace, lintPolicy, lintProblem, lintTogether, SETTABLE, type LintProblem } from "./lint.js";
import { RULES } from "./rules.js";
import { unreadableTests } from "./test-files.js";

/** What is wrong or weak in a repository's policy under its organisation's, and where each part of the one in force is written. */
export interface InheritedLint {
  problems: LintProblem[];
  /** Empty when the two do not parse together. */
  origins: Origin[];
}

/**
 * Takes a repository's policy files, its organisation's, which it is, where that is known, and files beside its own that policy may be meant by; returns what is wrong in them together. Of the repository's own files, only what a
 * contract shows by itself is judged alone: what they lack may be the organisation's. How all of it fits together is asked of both at once. Pure, never throws.
 */
export function lintInherited(
  own: readonly PolicyFile[],
  organisation: readonly PolicyFile[],
  home: string | null = null,
  others: readonly PolicyFile[] = [],
): InheritedLint {
  const source = { repository: "", commit: "" };
  const levels = mergeLevels({ ...source, files: own }, { ...source, files: organisation });
  const { policy, problems } = levels;
  const byThemselves = new Set(RULES.filter((rule) => rule.needs === "contract").map(({ id }) => id));
  const alone = lintPolicy(own, home, others).filter(({ rule }) => byThemselves.has(rule));
  const told = atLevels([...problems.map(lintProblem), ...unreadableTests(others)], policy?.lint, SETTABLE);
  const files = [...own, ...inheritedFiles(organisation)];
  const whole = policy ? lintTogether({ ...levels, policy }, { files, home, others }) : [];
  return { problems: [...told, ...alone, ...whole].toSorted(byPlace), origins: policy ? originsOf(policy) : [] };
}
