import type { PolicyFile } from "../../../src/core/policy/source-file.js";

/** A configuration without contracts. */
export const CONFIG = `version: 1
stages:
  - { id: discover, name: Discover, label: "stage: discover" }
  - { id: decide, name: Decide, label: "stage: decide" }
initial: discover
enforcement: block
roles:
  pm: { users: [paula] }
  lead: { users: [omar] }
`;

/** A sound agent. */
export const AGENT = `apiVersion: baton/v1
kind: Agent
id: scanner
name: Scanner
role: pm
accounts: ["scanner[bot]"]
process: Says what is new.
oversight: { by: pm, when: weekly }
task: { error_tolerance: high, tools: single, independence: self_contained }
blast_radius:
  reads: all
  writes:
    paths: ["docs/market/**"]
    issues: { create: 5, within: 1d }
    pull_requests: { open: 2, files: 20 }
stages: [discover]
`;

/** Takes the text of an agent's file; returns it beside the configuration. */
export function agentFiles(agent: string, config = CONFIG): PolicyFile[] {
  return [
    { path: ".github/baton.yml", text: config },
    { path: "contracts/agents/scanner.yml", text: agent },
  ];
}
