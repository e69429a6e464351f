/** A lifecycle of three stages, for what does not need the whole process. */
export const SMALL = `version: 1
stages:
  - { id: todo, name: To do, label: "stage: todo" }
  - { id: doing, name: Doing, label: "stage: doing" }
  - { id: done, name: Done, label: "stage: done" }
initial: todo
enforcement: block
roles:
  giver: { users: [pia] }
  taker: { teams: [acme/architects] }
`;

/** One contract for the first boundary of the small lifecycle, with gates as YAML lines. */
export function smallContract(
  gates = "  - { id: goal, title: Goal, check: section, section: Goal, min_words: 3 }",
  more = "source_of_truth: { body: true }",
): string {
  return `apiVersion: baton/v1
kind: Contract
id: todo-to-doing
name: Start
version: 1.0.0
stage: { from: todo, to: doing }
role: { from: giver, to: taker }
owner: giver
${more}
context:
${gates}
trigger: { acknowledge: { by: taker, within: 24h } }
`;
}

/** The policy files of the small lifecycle. */
export function smallPolicy(wish: { config?: string; contract?: string } = {}): Record<string, string> {
  return { ".github/baton.yml": wish.config ?? SMALL, "contracts/start.yml": wish.contract ?? smallContract() };
}

export const READY = "## Goal\n\nCompare cohorts within minutes\n";
