import type { LintRule } from "./rule.js";

/** What reading a policy already tells, by the rule it is reported under; `readPolicy` reports it, in the App as well. */
export const READING_RULES: readonly Pick<LintRule, "id" | "summary" | "severity" | "example">[] = [
  {
    id: "syntax",
    summary: "A file is not the plain YAML that policies are written in.",
    severity: "error",
    example: { in: "contract", of: "name: Brief", bad: "name: Brief: the first one", good: 'name: "Brief: the first one"' },
  },
  {
    id: "unknown-key",
    summary: "A key is unknown or mistyped.",
    severity: "error",
    example: { in: "contract", of: "min_words: 10", bad: "min_word: 10", good: "min_words: 10" },
  },
  {
    id: "missing-key",
    summary: "A key that must be there is not.",
    severity: "error",
    example: {
      in: "contract",
      of: "acknowledge: { by: architect, within: 24h }",
      bad: "acknowledge: { by: architect }",
      good: "acknowledge: { by: architect, within: 24h }",
    },
  },
  {
    id: "invalid-value",
    summary: "A value is not what its key takes.",
    severity: "error",
    example: { in: "contract", of: "within: 24h", bad: "within: 24 hours", good: "within: 24h" },
  },
  {
    id: "unknown-check",
    summary: "There is no check of that kind.",
    severity: "error",
    example: { in: "contract", of: "check: section", bad: "check: sections", good: "check: section" },
  },
  {
    id: "pattern",
    summary: "A pattern is no RE2 pattern, or too complex.",
    severity: "error",
    example: {
      in: "contract",
      of: "check: section, section: Problem, min_words: 10",
      bad: "check: forbid, pattern: '(?=secret)'",
      good: "check: forbid, pattern: 'secret'",
    },
  },
  {
    id: "duplicate-name",
    summary: "A name that must be unique occurs twice.",
    severity: "error",
    example: { in: "contract", of: "id: priority", bad: "id: problem", good: "id: priority" },
  },
  {
    id: "unknown-stage",
    summary: "There is no stage of that name.",
    severity: "error",
    example: { in: "contract", of: "to: decide", bad: "to: decied", good: "to: decide" },
  },
  {
    id: "unknown-role",
    summary: "A role's name is mistyped.",
    severity: "error",
    example: { in: "contract", of: "to: architect", bad: "to: architct", good: "to: architect" },
  },
  {
    id: "unknown-gate",
    summary: "A gate refers to one that the contract does not have.",
    severity: "error",
    example: {
      in: "contract",
      of: "check: confirmed_by, role: lead",
      bad: "check: checkbox, item: Described, implied_by: problm",
      good: "check: checkbox, item: Described, implied_by: problem",
    },
  },
  {
    id: "unknown-contract",
    summary: "A role's file names a contract that there is not, or one out of another stage than its workflow's.",
    severity: "error",
    example: { in: "role", of: "by: { contract: brief }", bad: "by: { contract: breif }", good: "by: { contract: brief }" },
  },
  {
    id: "unknown-artefact",
    summary: "A step of a workflow waits for something that its role neither takes nor gives.",
    severity: "error",
    example: {
      in: "role",
      of: "done: { section: Problem }",
      bad: "done: { artefact: problem }",
      good: "done: { artefact: problem-brief }",
    },
  },
  {
    id: "same-stage",
    summary: "A contract leads from a stage to itself.",
    severity: "error",
    example: {
      in: "contract",
      of: "stage: { from: discover, to: decide }",
      bad: "stage: { from: discover, to: discover }",
      good: "stage: { from: discover, to: decide }",
    },
  },
  {
    id: "looser-than-organisation",
    summary: "Something is looser than the organisation's policy, and does not count.",
    severity: "warning",
    example: { in: "below", of: "", bad: "enforcement: observe", good: "enforcement: block" },
  },
  {
    id: "unread-section",
    summary: "`voided_by_edit_of` names a section that no check reads.",
    severity: "warning",
    example: {
      in: "contract",
      of: "role: lead }",
      bad: "role: lead, voided_by_edit_of: [Solution] }",
      good: "role: lead, voided_by_edit_of: [Problem] }",
    },
  },
  {
    id: "no-blocking-gate",
    summary: "An under-specified hand-off: a contract has no gate that blocks, so it is only a suggestion.",
    severity: "warning",
    example: {
      in: "contract",
      of: "min_words: 10 }\ngates:\n  - { id: priority,",
      bad: "min_words: 10, level: warn }\ngates:\n  - { id: priority, level: warn,",
      good: "min_words: 10, level: warn }\ngates:\n  - { id: priority,",
    },
  },
  {
    id: "reserved-id",
    summary: "A gate is called `agent` or `destructive`, by which `/confirm` means what an agent did.",
    severity: "error",
    example: { in: "contract", of: "id: priority", bad: "id: agent", good: "id: priority" },
  },
  {
    id: "contradicting-mode",
    summary:
      "An agent's mode is not what its task gives: only work of which errors are tolerable, with one tool and by itself, is autonomous.",
    severity: "error",
    example: { in: "agent", of: "stages: [discover]", bad: "mode: autonomous", good: "mode: coordinated" },
  },
  {
    id: "unknown-environment",
    summary: "An agent's order of environments names one that `environments` in the configuration does not.",
    severity: "error",
    example: {
      in: "agent",
      of: "stages: [discover]",
      bad: "environments: [stagign, production]",
      good: "environments: [staging, production]",
    },
  },
  {
    id: "radius-over-policy",
    summary: "An agent's radius names policy, however it is spelt: no agent changes the rules that it is held to.",
    severity: "error",
    example: { in: "agent", of: 'paths: ["docs/market/**"]', bad: 'paths: ["./Contracts/**"]', good: 'paths: ["docs/market/**"]' },
  },
];
