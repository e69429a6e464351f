import type { PolicyFile } from "../../../src/core/policy/source-file.js";
import { CONFIG } from "./agent-files.js";

/** An agent that says everything that can be said of one. */
export const WHOLE_AGENT = `apiVersion: baton/v1
kind: Agent
id: scanner
name: Scanner
role: pm
accounts: ["scanner[bot]"]
definition: .github/agents/scanner.agent.md
process: Says what is new.
inputs: [{ external: RSS feeds }]
outputs: [{ artefact: market-brief }]
oversight: { by: pm, when: weekly }
task: { error_tolerance: high, tools: single, independence: self_contained }
mode: autonomous
blast_radius:
  reads: ["docs/**"]
  writes:
    paths: ["docs/market/**"]
    issues: { create: 5, within: 1d }
    comments: { create: 20, within: 1d }
    pull_requests: { open: 2, files: 20, lines: 500 }
  destructive: { paths: ["**/migrations/**"], deletes: confirm }
stages: [discover]
notes: [Be brief.]
`;

/** A role that says everything that can be said of one. */
export const WHOLE_ROLE = `apiVersion: baton/v1
kind: Role
id: writer
name: Writer
purpose: Writes down what was learnt.
people: { teams: [acme/writers], users: [wilma] }
engagement: { discover: lead, decide: support }
consumes:
  - { artefact: constraints, from: lead, cadence: 6w }
  - { artefact: sales-voice, from: { external: Sales }, cadence: 1w }
produces:
  - id: learnings
    name: Learnings
    to: [pm]
    by: { document: "docs/learnings/*.md" }
    cadence: 6w
    checks:
      - { check: section, section: What we learned, min_words: 30 }
workflows:
  - id: discover
    stage: discover
    trigger: A new cycle begins
    steps:
      - { id: gather, do: Pull the figures, done: { artefact: constraints }, agents: [scanner] }
notes: [Build for interfaces.]
`;

export interface Sort {
  path: string;
  text: string;
}

/** Both kinds of file, each with a sound one. */
export const SORTS: readonly Sort[] = [
  { path: "contracts/agents/scanner.yml", text: WHOLE_AGENT },
  { path: "contracts/roles/writer.yml", text: WHOLE_ROLE },
];

/** Takes files; returns them beside a sound configuration. */
export function beside(...files: PolicyFile[]): PolicyFile[] {
  return [{ path: ".github/baton.yml", text: CONFIG }, ...files];
}

/** Takes a sound text and what to write instead of a part of it; returns the text. Throws where there is no such part. */
export function swap(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`there is no ${from}`);
  return text.replace(from, () => to);
}
