import { given, taken } from "./flows.js";
import type { Duration } from "../time/types.js";
import type { LintedPolicy, LintFinding, LintRule } from "./rule.js";

const DAY = 24 * 60 * 60 * 1000;

/** Cadences that nobody keeps: `3m` is three minutes, where months were meant. */
export const hastyCadence: LintRule = {
  id: "hasty-cadence",
  summary: "A cadence is under a day: `m` means minutes, and months are written `P3M`.",
  example: {
    in: "role",
    of: "from: architect, cadence: 6w",
    bad: "from: architect, cadence: 3m",
    good: "from: architect, cadence: P3M",
  },
  severity: "warning",
  needs: "everything",
  run: (policy) => written(policy).flatMap(({ file, path, cadence }) => (cadence.ms < DAY ? [hasty(file, path, cadence)] : [])),
};

interface Written extends Pick<LintFinding, "file" | "path"> {
  cadence: Duration;
}

function written(policy: LintedPolicy): Written[] {
  const needed = taken(policy).flatMap(({ file, path, input }): Written[] =>
    input.cadence ? [{ file, path: [...path, "cadence"], cadence: input.cadence }] : [],
  );
  const made = given(policy).flatMap(({ file, path, output: { cadence } }): Written[] =>
    cadence && cadence !== "per_item" ? [{ file, path: [...path, "cadence"], cadence }] : [],
  );
  return [...needed, ...made];
}

function hasty(file: LintFinding["file"], path: PropertyKey[], { text }: Duration): LintFinding {
  const months = /^(\d{1,3})m$/.exec(text)?.[1];
  const fix = months === undefined ? "Write a longer one, such as 1w." : `If months are meant, write \`P${months}M\`: \`m\` means minutes.`;
  return {
    file,
    path,
    at: "value",
    found: `a cadence of ${text}, which is under a day`,
    needed: "a rhythm that people can keep, such as 1w or P3M",
    fix,
  };
}
