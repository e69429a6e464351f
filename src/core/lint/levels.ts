import { didYouMean } from "../policy/complaints.js";
import type { Config, PolicyProblem } from "../policy/types.js";
import type { LintRule } from "./rule.js";

/** Levels of rules that there are none of, or that have no level. */
export const unknownLevel: LintRule = {
  id: "unknown-rule",
  summary: "`lint` in .github/baton.yml sets a level for a rule that there is not, or that has none.",
  example: {
    in: "config",
    of: "version: 1",
    bad: "version: 1\nlint: { no-such-rule: error }",
    good: "version: 1\nlint: { too-many-gates: error }",
  },
  severity: "warning",
  needs: "config",
  run: ({ config, configFile, settable }) =>
    configFile === null
      ? []
      : Object.keys(config.lint ?? {})
          .filter((rule) => !settable.includes(rule))
          .map((rule) => ({
            file: configFile,
            path: ["lint", rule],
            at: "key",
            found: `the level of "${rule}", which is no rule with a level`,
            needed: "a rule that `baton lint --rules` lists; what cannot be read stays an error",
            fix: didYouMean(rule, settable),
          })),
};

/** Takes problems, and the levels that a policy sets; returns those that are told, each at its level. What cannot be read stays an error. */
export function atLevels<P extends PolicyProblem & { rule: string }>(
  problems: readonly P[],
  levels: Config["lint"] = {},
  settable: readonly string[],
): P[] {
  return problems.flatMap((problem): P[] => {
    const level = Object.hasOwn(levels, problem.rule) && settable.includes(problem.rule) ? levels[problem.rule] : undefined;
    if (level === undefined) return [problem];
    return level === "off" ? [] : [{ ...problem, severity: level === "warn" ? "warning" : "error" }];
  });
}
