import type { LintedContract, LintFinding, LintRule, WrittenCheck } from "./rule.js";
import { param } from "./written.js";

/** `implied_by` that leads back to its own gate. */
export const impliedBy: LintRule = {
  id: "implied-by",
  summary: "A tick waits for a gate that is itself or waits for it: it can never pass.",
  example: {
    in: "contract",
    of: "check: confirmed_by, role: lead",
    bad: "check: checkbox, item: Described, implied_by: priority",
    good: "check: checkbox, item: Described, implied_by: problem",
  },
  severity: "error",
  needs: "contract",
  run: ({ contracts }) => contracts.flatMap((one) => one.checks.flatMap((check) => judge(check, one))),
};

function judge(check: WrittenCheck, { file, checks }: LintedContract): LintFinding[] {
  const target = param(check, "implied_by");
  if (typeof target !== "string") return [];
  const found = trouble(check.gate.id, target, checks);
  if (found === null) return [];
  const needed = "a gate that is decided without this one";
  return [
    { file, path: [...check.path, "implied_by"], at: "value", found, needed, fix: "Name a gate that has no `implied_by` of its own." },
  ];
}

function trouble(from: string, target: string, checks: readonly WrittenCheck[]): string | null {
  if (target === from) return `\`${target}\`, the gate itself`;
  return follow(target, checks).includes(from) ? `\`${target}\`, which waits for this gate in turn` : null;
}

/** The gate and all that it waits for. */
function follow(start: string, checks: readonly WrittenCheck[]): string[] {
  const seen = new Set([start]);
  for (const id of seen)
    for (const check of checks.filter(({ gate }) => gate.id === id)) {
      const next = param(check, "implied_by");
      if (typeof next === "string") seen.add(next);
    }
  return [...seen];
}
