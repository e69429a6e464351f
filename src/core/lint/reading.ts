import type { LintRule } from "./rule.js";

/** What reading a policy already tells, by the rule it is reported under; `readPolicy` reports it, in the App as well. */
export const READING_RULES: readonly Pick<LintRule, "id" | "summary" | "severity">[] = [
  { id: "syntax", summary: "A file is not the plain YAML that policies are written in.", severity: "error" },
  { id: "unknown-key", summary: "A key is unknown or mistyped.", severity: "error" },
  { id: "missing-key", summary: "A key that must be there is not.", severity: "error" },
  { id: "invalid-value", summary: "A value is not what its key takes.", severity: "error" },
  { id: "unknown-check", summary: "There is no check of that kind.", severity: "error" },
  { id: "pattern", summary: "A pattern is no RE2 pattern, or too complex.", severity: "error" },
  { id: "duplicate-name", summary: "A name that must be unique occurs twice.", severity: "error" },
  { id: "unknown-stage", summary: "There is no stage of that name.", severity: "error" },
  { id: "unknown-role", summary: "A role's name is mistyped.", severity: "error" },
  { id: "unknown-gate", summary: "A gate refers to one that the contract does not have.", severity: "error" },
  { id: "same-stage", summary: "A contract leads from a stage to itself.", severity: "error" },
  {
    id: "looser-than-organisation",
    summary: "Something is looser than the organisation's policy, and does not count.",
    severity: "warning",
  },
  { id: "unread-section", summary: "`voided_by_edit_of` names a section that no check reads.", severity: "warning" },
  { id: "no-blocking-gate", summary: "A contract has no gate that blocks: it is only a suggestion.", severity: "warning" },
];
