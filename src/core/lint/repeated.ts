import { canonicalJson } from "../basics/digest.js";
import type { LintFinding, LintRule, WrittenCheck } from "./rule.js";

/** Gates that ask for the very same. */
export const repeatedGate: LintRule = {
  id: "repeated-gate",
  summary: "Two gates of a contract check the same.",
  example: {
    in: "contract",
    of: "check: confirmed_by, role: lead",
    bad: "check: section, section: Problem, min_words: 10",
    good: "check: section, section: Evidence, min_words: 10",
  },
  severity: "warning",
  needs: "contract",
  run: ({ contracts }) =>
    contracts.flatMap(({ file, checks }) => {
      const first = new Map<string, WrittenCheck>();
      return checks.flatMap((check): LintFinding[] => {
        if (check.parent !== null) return [];
        // A confirmation is given to a gate by its name: two of them are two acts.
        if (check.spec.kind === "confirmed_by") return [];
        const key = canonicalJson({ ...check.spec, when: check.gate.when });
        const other = first.get(key);
        if (other === undefined) first.set(key, check);
        if (other === undefined) return [];
        const found = `the check of the gate \`${other.gate.id}\` a second time`;
        return [{ file, path: check.path, at: "key", found, needed: "each check once", fix: "Remove one of the two." }];
      });
    }),
};
