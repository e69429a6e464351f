import { mergeOrganisation } from "../policy/parse.js";
import type { PolicyFile } from "../policy/parse.js";
import { originsOf, type Origin } from "../policy/organisation/origins.js";
import { atLevels } from "./levels.js";
import { byPlace, lintPolicy, lintProblem, SETTABLE, type LintProblem } from "./lint.js";
import { RULES } from "./rules.js";

/** What is wrong or weak in a repository's policy under its organisation's, and where each part of the one in force is written. */
export interface InheritedLint {
  problems: LintProblem[];
  /** Empty when the two do not parse together. */
  origins: Origin[];
}

/**
 * Takes a repository's policy files, its organisation's, which it is, where that is known, and files beside its own that policy may be meant by; returns what is wrong in them together. Of the repository's own files, only what a
 * contract shows by itself is judged alone: what they lack may be the organisation's. Pure, never throws.
 */
export function lintInherited(
  own: readonly PolicyFile[],
  organisation: readonly PolicyFile[],
  home: string | null = null,
  others: readonly PolicyFile[] = [],
): InheritedLint {
  const source = { repository: "", commit: "" };
  const { policy, problems } = mergeOrganisation({ ...source, files: own }, { ...source, files: organisation });
  const byThemselves = new Set(RULES.filter((rule) => rule.needs === "contract").map(({ id }) => id));
  const alone = lintPolicy(own, home, others).filter(({ rule }) => byThemselves.has(rule));
  const told = atLevels(problems.map(lintProblem), policy?.lint, SETTABLE);
  return { problems: [...told, ...alone].toSorted(byPlace), origins: policy ? originsOf(policy) : [] };
}
