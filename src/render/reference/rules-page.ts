import { READING_RULES } from "../../core/lint/reading.js";
import type { LintRule, RuleExample } from "../../core/lint/rule.js";
import { RULES } from "../../core/lint/rules.js";
import { foundSentence } from "../lint.js";
import { GENERATED } from "./introduction.js";
import { EXAMPLE_AGENT, EXAMPLE_CONFIG, EXAMPLE_CONTRACT, EXAMPLE_DEFINITION } from "./example-policy.js";
import { lintExample } from "./rule-example.js";
import { EXAMPLE_ROLE } from "./role-example.js";

type Rule = Pick<LintRule, "id" | "summary" | "severity" | "example">;

const PLACE = {
  contract: "In the contract",
  config: "In the configuration",
  second: "In a second contract beside it",
  path: "The contract's file",
  role: "In a role's file, beside an architect who takes what it gives",
  "beside-roles": "In the contract, where every role has a file of its own",
  boundaries: "Contracts for these boundaries, between the six stages of the preset, all led by one role",
  agent: "In the agent's file",
  definition: "In the agent's definition",
  workflow: "In the agentic workflow that is the definition",
  test: "In a test of the contract, where its expectations are",
  below: "In the configuration of a repository whose organisation says `enforcement: block`",
};

/** Every rule that a policy is linted by, those of reading it first. */
export const ALL_RULES: readonly Rule[] = [...READING_RULES, ...RULES];

/** Where a rule is explained, from the root of the package. */
export function ruleLink(id: string): string {
  return `.github/docs/rules.md#${id}`;
}

/** The reference of all lint rules, made from their definitions. */
export function rulesPage(): string {
  const contents = ALL_RULES.map(({ id, severity, summary }) => `| [\`${id}\`](#${id}) | ${severity} | ${summary} |`);
  return [
    "# Rules of `baton lint`",
    GENERATED,
    INTRODUCTION,
    fenced("yaml", EXAMPLE_CONTRACT),
    fenced("yaml", EXAMPLE_CONFIG),
    "Examples of roles stand in for a part of this file:",
    fenced("yaml", EXAMPLE_ROLE),
    "Rules about agents are shown by this agent, and by its definition in `.github/agents/scanner.agent.md`:",
    fenced("yaml", EXAMPLE_AGENT),
    fenced("markdown", EXAMPLE_DEFINITION),
    "## The rules",
    ["| rule | severity | what it finds |", "|---|---|---|", ...contents].join("\n"),
    ...ALL_RULES.map(section),
    "",
  ]
    .join("\n\n")
    .replace(/\n+$/, "\n");
}

const INTRODUCTION = `\`baton lint\` and the check run \`baton/contracts\` tell what is wrong or weak in a policy, by these rules. An **error** is what cannot be read or can never pass: it ends \`baton lint\` with 1.
A **warning** is what is weaker than it looks; \`--strict\` makes it fail, too. Where one finding is worse or milder than its rule, it says so itself. In \`--format json\` every finding has the id of its rule, the
link to its section here, and whether the file is the repository's own or the organisation's; \`origins\` says where each part of the policy in force is written.

The examples stand in for a part of this contract and this configuration. Every one is run as a test.`;

function section({ id, summary, severity, example }: Rule): string {
  return [`## ${id}`, `${summary} Severity: ${severity}.`, ...(example ? sides(id, example) : [])].join("\n\n");
}

function sides(id: string, example: RuleExample): string[] {
  const problem = lintExample(example, "bad").find(({ rule }) => rule === id);
  return [
    `**Not good.** ${PLACE[example.in]}:`,
    shown(example, example.bad),
    ...(problem ? [`Baton says: ${foundSentence(problem)}`] : []),
    "**Good.**",
    shown(example, example.good),
  ];
}

function shown({ in: where }: RuleExample, text: string): string {
  return fenced(where === "path" || where === "boundaries" ? "text" : "yaml", text);
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.replace(/\n+$/, "")}\n\`\`\``;
}
