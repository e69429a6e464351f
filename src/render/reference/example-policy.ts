/** What every example of a rule is a part of: nothing in it is to be mended. */
export const EXAMPLE_CONTRACT = `apiVersion: baton/v1
kind: Contract
id: brief
name: Brief
version: 1.0.0
stage: { from: discover, to: decide }
role: { from: pm, to: architect }
owner: lead
source_of_truth: { body: true }
context:
  - { id: problem, check: section, section: Problem, min_words: 10 }
gates:
  - { id: priority, check: confirmed_by, role: lead }
trigger:
  acknowledge: { by: architect, within: 24h }
`;
export const EXAMPLE_CONFIG = `version: 1
stages:
  - { id: discover, name: Discover, label: "stage: discover" }
  - { id: decide, name: Decide, label: "stage: decide" }
roles:
  pm: { teams: [acme/pm] }
  architect: { users: [ana, bea] }
  lead: { users: [omar] }
environments: { staging: {}, production: { stage: decide } }
`;

/** An agent that a rule about agents is shown by, and its definition. */
export const EXAMPLE_AGENT = `apiVersion: baton/v1
kind: Agent
id: scanner
name: Scanner
role: pm
accounts: ["scanner[bot]"]
definition: .github/agents/scanner.agent.md
process: Summarises what is new.
oversight: { by: pm, when: before_use }
task: { error_tolerance: low, tools: single, independence: self_contained }
blast_radius:
  reads: all
  writes:
    paths: ["docs/market/**"]
    pull_requests: { open: 2, files: 20, lines: 500 }
stages: [discover]
`;
export const EXAMPLE_DEFINITION = `---
description: Summarises what is new
tools: [read, search]
handoffs: []
---
Read the feeds, and say why they matter.
`;
/** The same agent as an agentic workflow. */
export const EXAMPLE_WORKFLOW = `---
on: { schedule: daily }
permissions: { contents: read }
safe-outputs: { create-pull-request: { max: 1 } }
---
Read the feeds, and say why they matter.
`;

/** A test of the contract. */
export const EXAMPLE_TEST = `contract: brief
cases:
  - name: A problem that is told
    given: { body: "## Problem\\n\\nTwo depots print each label twice, every morning since May." }
    expect:
      problem: pass
`;
