import type { LabelFilter } from "../checks/gate-spec.js";
import { canonicalJson } from "../basics/digest.js";
import { contractLabels, filterVerdict, type KnownLabels } from "./labels.js";
import type { LintedContract, LintedPolicy, LintFinding, LintRule, WrittenCheck } from "./rule.js";
import { param } from "./written.js";

/** Checks that let nearly everything pass. */
export const cannotFail: LintRule = {
  id: "cannot-fail",
  summary: "A check can hardly fail: a suggestion, not a gate.",
  example: {
    in: "contract",
    of: "check: section, section: Problem, min_words: 10",
    bad: "check: items, section: Evidence, min: 0",
    good: "check: items, section: Evidence, min: 3",
  },
  severity: "warning",
  needs: "config",
  run: (policy) => policy.contracts.flatMap((one) => judgeContract(one, policy)),
};

function judgeContract({ file, contract, checks }: LintedContract, { config }: LintedPolicy): LintFinding[] {
  const labels = contractLabels(contract, config);
  const reason = new Map<WrittenCheck, string | null>();
  // Nested checks come after the check they are nested in, so they are judged from the end.
  for (const check of checks.toReversed()) reason.set(check, why(check, childrenOf(check, checks), reason, labels));
  return checks.flatMap((check) => {
    const found = reason.get(check) ?? null;
    if (found === null || (check.parent !== null && reason.get(check.parent) !== null)) return [];
    const needed = "a check that can fail: this is a suggestion, not a gate";
    return [
      { file, path: [...check.path, "check"], at: "value", found, needed, fix: "Ask for something that can be missing, or remove it." },
    ];
  });
}

function childrenOf(check: WrittenCheck, checks: readonly WrittenCheck[]): WrittenCheck[] {
  return checks.filter((other) => other.parent === check);
}

function why(
  check: WrittenCheck,
  children: readonly WrittenCheck[],
  reason: ReadonlyMap<WrittenCheck, string | null>,
  labels: KnownLabels,
): string | null {
  const trivial = (child: WrittenCheck): boolean => reason.get(child) !== null;
  switch (check.spec.kind) {
    case "items":
      return param(check, "min") === 0 && param(check, "max") === undefined ? "`items` with `min: 0`, which counts nothing" : null;
    case "measurable":
      return isLax(check) ? "`measurable` that one item of any kind satisfies" : null;
    case "metadata":
      return asksNothing(check, labels) ? "`metadata` with labels that every item of this contract has" : null;
    case "all":
      return children.every(trivial) ? "`all` of checks that can hardly fail" : null;
    case "any":
      return whyAny(children, trivial);
    default:
      return null;
  }
}

function isLax(check: WrittenCheck): boolean {
  const [accept, needs] = [param(check, "accept"), param(check, "needs")];
  const acceptsAll = Array.isArray(accept) && ["threshold", "binary", "reference"].every((kind) => accept.includes(kind));
  return param(check, "every") === false && acceptsAll && !(Array.isArray(needs) && needs.length > 0);
}

function asksNothing(check: WrittenCheck, labels: KnownLabels): boolean {
  if (["assignee", "milestone", "type"].some((key) => param(check, key) !== undefined)) return false;
  return filterVerdict(param(check, "labels") as LabelFilter, labels) === "always";
}

function whyAny(children: readonly WrittenCheck[], trivial: (child: WrittenCheck) => boolean): string | null {
  if (children.some(trivial)) return "`any` with a branch that can hardly fail";
  const specs = new Set(children.map(({ spec }) => canonicalJson(spec)));
  const opposite = children.some((child) => child.spec.kind === "not" && onlyOf(child).some((spec) => specs.has(canonicalJson(spec))));
  return opposite ? "`any` of a check and its opposite" : null;
}

function onlyOf(check: WrittenCheck): unknown[] {
  const checks = param(check, "checks");
  return Array.isArray(checks) && checks.length === 1 ? (checks as unknown[]) : [];
}
