import type { RuleExample } from "../../core/lint/rule.js";
import { CONFIG_PATH, CONTRACTS, ROLES } from "../../core/policy/paths.js";
import type { PolicyFile } from "../../core/policy/source-file.js";
import { EXAMPLE_CONFIG, EXAMPLE_CONTRACT } from "./example-policy.js";

/** The role that examples of roles are a part of: nothing in it is to be mended. */
export const EXAMPLE_ROLE = `apiVersion: baton/v1
kind: Role
id: pm
name: Data PM
purpose: Works on problems worth solving.
engagement: { discover: lead, decide: support }
consumes:
  - { artefact: technical-constraints, from: architect, cadence: 6w }
produces:
  - { id: problem-brief, name: Problem brief, to: [architect], by: { contract: brief } }
workflows:
  - id: discover
    stage: discover
    trigger: A new cycle begins
    steps:
      - { id: frame, do: Draft the brief, done: { section: Problem } }
      - { id: handoff, do: Hand it over, done: { contract: brief } }
`;
const TAKER = `apiVersion: baton/v1
kind: Role
id: architect
name: Architect
purpose: Finds the way to build it.
engagement: { decide: lead }
consumes:
  - { artefact: problem-brief, from: pm }
produces:
  - { id: technical-constraints, name: Technical constraints, to: [pm], by: { document: docs/constraints.md }, cadence: 4w }
`;
const LEAD = `apiVersion: baton/v1
kind: Role
id: lead
name: Lead
purpose: Answers for what is worth doing.
engagement: { decide: consult }
`;
const OWNED = EXAMPLE_CONTRACT.replace("gates:\n", "gates:\n  - { id: ethics, title: Ethics reviewed, check: confirmed_by, role: lead }\n");
const LEADER = `apiVersion: baton/v1
kind: Role
id: pm
name: Data PM
purpose: Works on problems worth solving.
engagement: { discover: lead, decide: lead, build: lead, test: lead, ship: lead, evaluate: lead }
`;

/** Takes an example about roles and the text that stands in; returns the policy that it makes. Throws when there is nothing to stand in for. */
export function withRoles(example: RuleExample, text: string): PolicyFile[] {
  if (example.in === "boundaries") return boundaries(text);
  const [role, contract] =
    example.in === "role" ? [swapped(EXAMPLE_ROLE, example.of, text), OWNED] : [EXAMPLE_ROLE, swapped(OWNED, example.of, text)];
  return [
    { path: CONFIG_PATH, text: EXAMPLE_CONFIG },
    { path: `${CONTRACTS}/brief.yml`, text: contract },
    { path: `${ROLES}/architect.yml`, text: TAKER },
    { path: `${ROLES}/lead.yml`, text: LEAD },
    { path: `${ROLES}/pm.yml`, text: role },
  ];
}

function swapped(base: string, of: string, text: string): string {
  if (!base.includes(of)) throw new Error(`the example has no ${JSON.stringify(of)}`);
  return base.replace(of, () => text);
}

function boundaries(text: string): PolicyFile[] {
  const contracts = text.split("\n").map((line) => {
    const [from = "", to = ""] = line.split(" → ");
    const contract = OWNED.replace("id: brief", `id: ${from}-to-${to}`).replace(
      "{ from: discover, to: decide }",
      `{ from: ${from}, to: ${to} }`,
    );
    return { path: `${CONTRACTS}/${from}-to-${to}.yml`, text: contract };
  });
  const config = { path: CONFIG_PATH, text: EXAMPLE_CONFIG.replace(/stages:\n(?: {2}- .*\n)+/, "lifecycle: dpos\n") };
  return [config, ...contracts, { path: `${ROLES}/pm.yml`, text: LEADER }];
}
