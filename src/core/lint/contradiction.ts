import type { LabelFilter } from "../checks/gate-spec.js";
import { nameKeys } from "../document/written-names.js";
import { contractLabels, filterVerdict, learn } from "./labels.js";
import type { LintedContract, LintedPolicy, LintFinding, LintRule, WrittenCheck } from "./rule.js";
import { isBinding, param } from "./written.js";

/** Checks that cannot pass without the section they name. */
const WANT_SECTION = new Set(["section", "items", "covers", "measurable", "checklist", "outcome"]);

/** Gates of a contract that cannot all be green. */
export const contradiction: LintRule = {
  id: "contradiction",
  summary: "Two gates contradict each other, or a gate contradicts what the contract is for: it can never be green.",
  example: {
    in: "contract",
    of: "check: confirmed_by, role: lead",
    bad: "check: not, checks: [{ check: section, section: Problem }]",
    good: "check: not, checks: [{ check: section, section: Workaround }]",
  },
  severity: "error",
  needs: "config",
  run: (policy) => policy.contracts.flatMap((one) => [...sections(one), ...labels(one, policy)]),
};

function sections({ file, checks }: LintedContract): LintFinding[] {
  const wanted = checks.filter((check) => isRequired(check) && WANT_SECTION.has(check.spec.kind));
  return checks.filter(isForbidding).flatMap((check): LintFinding[] => {
    const names = namesOf(check);
    const other = wanted.find((each) => each.spec.in === check.spec.in && namesOf(each).every((name) => names.includes(name)));
    if (other === undefined || namesOf(other).length === 0) return [];
    const found = `that the section "${headingOf(check)}" must not be there, which the gate \`${other.gate.id}\` asks for`;
    const needed = "one of the two";
    return [{ file, path: [...check.path, "check"], at: "value", found, needed, fix: "Remove one of them." }];
  });
}

function isRequired(check: WrittenCheck): boolean {
  return isBinding(check) && (check.parent === null || (check.parent.spec.kind === "all" && isRequired(check.parent)));
}

/** `not` around a bare `section`: with `min_words` it would only ask for a short one. */
function isForbidding(check: WrittenCheck): boolean {
  const { parent, spec } = check;
  return parent?.spec.kind === "not" && isRequired(parent) && spec.kind === "section" && (param(check, "min_words") ?? 1) === 1;
}

function namesOf(check: WrittenCheck): string[] {
  const names = param(check, "section");
  return Array.isArray(names) ? names.map((name) => nameKeys(String(name))[0] ?? "") : [];
}

function headingOf(check: WrittenCheck): string {
  const names = param(check, "section");
  return Array.isArray(names) ? String(names[0]).slice(0, 60) : "";
}

/** Each gate is held against the labels the contract is for and what the gates before it ask for. */
function labels({ file, contract, checks }: LintedContract, { config }: LintedPolicy): LintFinding[] {
  let known = contractLabels(contract, config);
  return checks.flatMap((check): LintFinding[] => {
    const filter = param(check, "labels") as LabelFilter | undefined;
    if (check.spec.kind !== "metadata" || filter === undefined || !isRequired(check)) return [];
    if (filterVerdict(filter, known) !== "never") {
      known = learn(known, filter);
      return [];
    }
    const found = "labels that no item can have here, beside its stage's label, `applies_to` and the other gates";
    return [{ file, path: [...check.path, "labels"], at: "key", found, needed: "labels that can be there together", fix: null }];
  });
}
