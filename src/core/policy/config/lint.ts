import { z } from "zod";
import { differ, type Difference, type Effect } from "../compare/difference.js";
import { id } from "../schema-parts.js";
import type { Config } from "../types.js";
import { configKey } from "./key.js";

type Level = NonNullable<Config["lint"]>[string];

const RANK: Record<Level, number> = { off: 0, warn: 1, error: 2 };

/** How grave each rule of the linter is here. */
export const lint = configKey("lint", {
  written: {
    lint: z
      .record(id, z.enum(["off", "warn", "error"]), "rules with off, warn or error")
      .optional()
      .describe("Level of rules of `baton lint`: `off`, `warn` or `error`; what cannot be read stays an error."),
  },
  build: (data) => data.lint,
  units: (own) =>
    Object.entries(own.lint ?? {}).map(([rule, level]) => ({
      key: `lint.${rule}`,
      take: (merged: Config) => ({ ...merged, lint: { ...merged.lint, [rule]: level } }),
    })),
  compare: ({ lint: before = {} }, { lint: after = {} }) => compareLevels(before, after).map((one) => ({ ...one, breaking: false })),
});

function compareLevels(before: Record<string, Level>, after: Record<string, Level>): Difference[] {
  const rules = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return rules.flatMap((rule) =>
    differ(`lint.${rule}`, before[rule], after[rule], (was, is): Effect => {
      if (was !== undefined && is !== undefined) return RANK[is] > RANK[was] ? "tightened" : "loosened";
      // Which level a rule has where nothing is said is the linter's matter.
      if (is === "error" || was === "off") return "tightened";
      return is === "off" || was === "error" ? "loosened" : "unclear";
    }),
  );
}
