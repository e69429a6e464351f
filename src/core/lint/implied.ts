import type { LintedContract, LintFinding, LintRule, WrittenCheck } from "./rule.js";
import { param } from "./written.js";

/** `implied_by` that leads back to its own gate, or to one that is judged later. */
export const impliedBy: LintRule = {
  id: "implied-by",
  summary: "A tick waits for a gate that is itself, waits for it, or is judged after it: it can never pass.",
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
  const chain = follow(target, checks);
  if (chain.includes(from)) return `\`${target}\`, which waits for this gate in turn`;
  // Gates with `implied_by` are judged after all others, in the order of the file.
  const order = checks.filter((each) => each.parent === null).map(({ gate }) => gate.id);
  const isLater = order.indexOf(target) > order.indexOf(from) && chain.length > 1;
  return isLater ? `\`${target}\`, which has an \`implied_by\` of its own and stands further down` : null;
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
