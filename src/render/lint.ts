import type { LintProblem } from "../core/lint/lint.js";

/** Takes a problem; returns what was found, what is needed and one way to mend it as sentences. */
export function foundSentence({ found, needed, fix }: Pick<LintProblem, "found" | "needed" | "fix">): string {
  return [`Found ${found}.`, `Needed: ${needed.replace(/\.$/, "")}.`, ...(fix === null ? [] : [fix])].join(" ");
}
