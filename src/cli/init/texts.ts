import { stringify } from "yaml";
import type { Answers } from "./answers.js";

/** A first contract: few gates, each of a kind that most hand-offs need, to be made one's own. */
export function contractText(id: string, answers: Answers): string {
  const { from, to } = answers;
  const [leaves, enters, gives, takes] = [from, to, answers.giver, answers.taker].map((each) => scalar(each.id));
  return `# ${from.name} -> ${to.name}: what must travel, and what must be true, before the work changes hands.
# yaml-language-server: $schema=../.github/schemas/contract.schema.json
apiVersion: baton/v1
kind: Contract
id: ${id}
name: ${scalar(`${from.name} to ${to.name}`)}
version: 1.0.0
stage: { from: ${leaves}, to: ${enters} }
role: { from: ${gives}, to: ${takes} }
applies_to: { subject: issue }
owner: ${gives}
source_of_truth: { body: true }
# What was missing the last time this hand-off went wrong? Ask for that here.
context:
  - { id: goal, title: "What is needed, for whom and why", check: section, section: Goal, min_words: 15 }
  - { id: done-when, title: Each item can be measured, check: measurable, section: Done when }
  - { id: open-questions, title: "Open questions, or why there are none", check: section, section: Open questions, min_words: 5, none_needs_reason: true }
gates:
  - { id: no-placeholders, title: "No TBD, TODO or other placeholder left", check: forbid }
trigger:
  acknowledge: { by: ${takes}, within: 24h }
  begin: { within: 48h }
notes:
  - Write so that somebody who was not there can disagree with you.
`;
}

const CASES = `given:
  body: |
    ### Goal

    Support staff lose a quarter of an hour per ticket because they look up the customer's contract in three systems.

    ### Done when

    - A ticket shows the contract in under 2 seconds for at least 95 % of the customers
    - At most 1 of 50 sampled tickets shows a wrong contract

    ### Open questions

    Does the archive count as a system here? Nobody has asked its owners yet.

cases:
  - name: a complete issue goes on
    expect: { green: true }

  - name: an empty issue lacks everything but forbidden words
    given: { body: "" }
    expect: { red: [goal, done-when, open-questions] }

  - name: a goal in 14 words is one word short
    given: { replace: { Goal: Support staff lose a quarter of an hour per ticket in three different systems. } }
    expect:
      goal: { outcome: fail, says: "14 words" }
      red: [goal]

  - name: one item that cannot be measured is one too many
    given: { replace: { Done when: "- A ticket shows the contract in under 2 seconds\\n- It feels smooth" } }
    expect:
      done-when: { outcome: fail, says: states no threshold }
      red: [done-when]

  - name: something that is merely done or not is no threshold
    given: { replace: { Done when: "- The old page is removed, and no page links it" } }
    expect: { red: [done-when] }

  - name: a standard to be met is no threshold
    given: { replace: { Done when: "- The page meets WCAG 2.1 AA" } }
    expect: { red: [done-when] }

  - name: questions in 4 words are one word short
    given: { replace: { Open questions: Does the archive count? } }
    expect:
      open-questions: { outcome: fail, says: "4 words" }
      red: [open-questions]

  - name: no open questions need a reason
    given: { replace: { Open questions: None } }
    expect:
      open-questions: { outcome: fail, says: gives no reason }

  - name: no open questions with a reason are an answer
    given: { replace: { Open questions: "None, because everything was answered." } }
    expect: { open-questions: pass }

  - name: a placeholder anywhere blocks
    given: { append: "### Notes\\n\\nTBD" }
    expect:
      no-placeholders: { outcome: fail, says: TBD }
      red: [no-placeholders]
`;

/** Tests of the first contract, in which each gate is seen red and green, and no weakened contract goes unnoticed. */
export function testText(id: string): string {
  return `# What the contract asks for, as cases. Run them with \`baton test\`; \`baton test --mutate\` weakens the contract and expects them to notice.
# yaml-language-server: $schema=../../.github/schemas/test.schema.json
contract: ${id}
${CASES}`;
}

/** A text as YAML takes it for a text, in quotes where it must be: `null`, `1984`. */
export function scalar(text: string): string {
  return stringify(text, { lineWidth: 0 }).trim();
}
