import { isNearPolicy } from "../../core/lint/ignored.js";
import { lintInherited } from "../../core/lint/inherited.js";
import { lintPolicy, type LintProblem } from "../../core/lint/lint.js";
import type { RuleExample } from "../../core/lint/rule.js";
import { AGENTS_FOLDER, CONFIG_PATH, CONTRACTS, TEMPLATES_FOLDER, TESTS } from "../../core/policy/paths.js";
import { EXAMPLE_AGENT, EXAMPLE_CONFIG, EXAMPLE_CONTRACT, EXAMPLE_DEFINITION, EXAMPLE_TEST, EXAMPLE_WORKFLOW } from "./example-policy.js";
import { withRoles } from "./role-example.js";
import type { PolicyFile } from "../../core/policy/source-file.js";

const FORM = `name: Brief
body:
  - { type: textarea, attributes: { label: Problem } }
`;

/** Takes one side of a rule's example; returns what is told of it. */
export function lintExample(example: RuleExample, side: "good" | "bad"): LintProblem[] {
  const text = example[side];
  if (example.in === "role" || example.in === "beside-roles" || example.in === "boundaries") return lintPolicy(withRoles(example, text));
  const swap = (base: string) => (base.includes(example.of) ? base.replace(example.of, () => text) : null);
  const contract = example.in === "contract" ? swap(EXAMPLE_CONTRACT) : EXAMPLE_CONTRACT;
  const config = example.in === "config" ? swap(EXAMPLE_CONFIG) : EXAMPLE_CONFIG;
  const second = example.in === "second" ? swap(EXAMPLE_CONTRACT) : "";
  if (contract === null || config === null || second === null) throw new Error(`the example policy has no ${JSON.stringify(example.of)}`);
  if (example.in === "agent" || example.in === "definition" || example.in === "workflow") return ofAgent(example, swap);
  const form = { path: `${TEMPLATES_FOLDER}/brief.yml`, text: FORM };
  const files = [{ path: CONFIG_PATH, text: config }, form, { path: `${CONTRACTS}/brief.yml`, text: contract }];
  if (example.in === "below") return underOrganisation(files, text);
  if (example.in === "path") return elsewhere(files, text);
  if (example.in === "test") return lintPolicy(files, null, [{ path: `${TESTS}/brief.yml`, text: swap(EXAMPLE_TEST) ?? "" }]);
  return lintPolicy(second === "" ? files : [...files, { path: `${CONTRACTS}/other.yml`, text: second }]);
}

function ofAgent({ in: where, of }: RuleExample, swap: (base: string) => string | null): LintProblem[] {
  const path = where === "workflow" ? ".github/workflows/scan.md" : ".github/agents/scanner.agent.md";
  const sound = EXAMPLE_AGENT.replace(".github/agents/scanner.agent.md", path);
  const agent = where === "agent" ? swap(sound) : sound;
  const real = where === "workflow" ? EXAMPLE_WORKFLOW : EXAMPLE_DEFINITION;
  const definition = where === "agent" ? real : swap(real);
  if (agent === null || definition === null) throw new Error(`the example agent has no ${JSON.stringify(of)}`);
  const other = EXAMPLE_AGENT.replaceAll("scanner", "builder")
    .replace("role: pm", "role: lead")
    .replace(/^definition.*\n/m, "");
  const files = [
    { path: CONFIG_PATH, text: EXAMPLE_CONFIG },
    { path: `${CONTRACTS}/brief.yml`, text: EXAMPLE_CONTRACT },
    { path: `${AGENTS_FOLDER}/scanner.yml`, text: agent },
    { path: `${AGENTS_FOLDER}/builder.yml`, text: other },
  ];
  return lintPolicy(files, null, [{ path, text: definition }]);
}

function underOrganisation(files: readonly PolicyFile[], text: string): LintProblem[] {
  const [config, ...rest] = files.map((file, index) => (index === 0 ? { ...file, text: `enforcement: block\n${file.text}` } : file));
  return lintInherited([{ path: CONFIG_PATH, text: `version: 1\n${text}\n` }], config ? [config, ...rest] : rest).problems;
}

function elsewhere(files: readonly PolicyFile[], path: string): LintProblem[] {
  const moved = { path, text: EXAMPLE_CONTRACT };
  const isRead = path === `${CONTRACTS}/brief.yml`;
  return lintPolicy([...files.slice(0, 2), ...(isRead ? [moved] : [])], null, isNearPolicy(path) ? [moved] : []);
}
