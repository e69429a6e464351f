import type { LintRule } from "../../src/core/lint/rule.js";

/** A made-up lint rule: contracts whose name is all capitals. */
export const shouting: LintRule = {
  id: "shouting",
  summary: "A contract's name is all capitals.",
  severity: "warning",
  needs: "contract",
  run: ({ contracts }) =>
    contracts.flatMap(({ file, contract: { name } }) =>
      name === name.toUpperCase()
        ? [{ file, path: ["name"], at: "value", found: name, needed: "a name that can be read aloud", fix: "Write it in small letters." }]
        : [],
    ),
};
