import { contractHead } from "../support/contract-head.js";
import { parsePolicy } from "../../src/core/policy/parse.js";
import type { Policy } from "../../src/core/policy/types.js";
import { judgedOnce } from "./checks.js";

/** How the body stands: which of two texts each section has, and whether the evidence is a placeholder. */
export interface Body {
  problem: 0 | 1;
  evidence: 0 | 1;
  notes: 0 | 1;
  red: boolean;
}

/** What is on the default branch: which of two texts each file has. The second contract asks for less, the second roles name one more receiver. */
export interface Files {
  brief: 0 | 1;
  contract: 0 | 1;
  roles: 0 | 1;
}

const REPOSITORY = "acme/shop";
export const BRIEF = "docs/brief.md";
export const PATHS = { brief: BRIEF, contract: "contracts/discover-to-decide.yml", roles: ".github/baton.yml" } as const;
const NEXT_CONTRACT_PATH = "contracts/decide-to-build.yml";
/** The label that a gate's `when` reads. */
export const WHEN = "risky";

const PROBLEM = ["Clients rebuild every cohort by hand.", "Clients cannot compare two cohorts."];
const EVIDENCE = ["Sixty exports were re-imported in March.", "Three clients asked for it in writing."];
const NOTES = ["Nothing yet.", "See also the old export."];
const RED = ["TBD", "???"];
const BRIEFS = ["# Brief\n\n## Plan\n\nOne page for every cohort.\n", "# Brief\n\n## Plan\n\nOne export for every cohort.\n"];

/** The body as text. */
export const bodyText = remembered(
  ({ problem, evidence, notes, red }: Body) => `${problem}${evidence}${notes}${red}`,
  ({ problem, evidence, notes, red }: Body) =>
    [
      `### Problem\n\n${PROBLEM[problem] ?? ""}`,
      `### Evidence\n\n${(red ? RED : EVIDENCE)[evidence] ?? ""}`,
      `### Brief\n\n${BRIEF}`,
      `### Notes\n\n${NOTES[notes] ?? ""}`,
    ].join("\n\n"),
);

/** The linked document as text. */
export function briefText(brief: 0 | 1): string {
  return BRIEFS[brief] ?? "";
}

/** Takes the files and how many acks the contract asks for; returns them as texts by path. */
export function policyTexts(files: Files, count: number): { path: string; text: string }[] {
  return [
    { path: PATHS.roles, text: configText(files.roles) },
    { path: PATHS.contract, text: contractText(files.contract, count) },
    { path: NEXT_CONTRACT_PATH, text: NEXT_CONTRACT },
  ];
}

/** The policy that the files make; throws when they are wrong. */
export const policyOf = remembered(
  ({ count, contract, roles }: Files & { count: number }) => `${count}${contract}${roles}`,
  ({ count, ...files }: Files & { count: number }): Policy => {
    const { policy, problems } = parsePolicy(policyTexts(files, count), { repository: REPOSITORY, commit: "" });
    if (!policy) throw new Error(JSON.stringify(problems, null, 1));
    return judgedOnce(policy);
  },
);

function configText(roles: 0 | 1): string {
  return `
version: 1
lifecycle: dpos
initial: discover
enforcement: block
roles:
  pm: { users: [pm, pia] }
  architect: { users: [ana, ben, pm, pia${roles === 1 ? ", eve" : ""}] }
  owner: { users: [omar] }
  lead: { users: [lea, omar] }
override: { by: owner, second: lead }
`;
}

function contractText(loose: 0 | 1, count: number): string {
  const evidence = "\n  - { id: evidence, check: section, section: Evidence, min_words: 3 }";
  return `
${contractHead({ id: "discover-to-decide", name: "Problem brief", source: '{ body: true, document: "docs/*.md" }' })}context:
  - { id: problem, check: section, section: Problem, min_words: 3 }${loose === 1 ? "" : evidence}
  - { id: brief, check: document, checks: [{ check: section, section: Plan, min_words: 3 }] }
  - { id: security, check: section, section: Security, min_words: 3, when: { labels: { any: [${WHEN}] } } }
gates:
  - { id: priority, check: confirmed_by, role: owner, voided_by_edit_of: [Problem] }
trigger:
  acknowledge: { by: architect, count: ${loose === 1 ? 1 : count}, within: 24h }
`;
}

const NEXT_CONTRACT = `
${contractHead({ id: "decide-to-build", name: "Pitch", stage: "{ from: decide, to: build }", role: "{ from: architect, to: pm }" })}context:
  - { id: problem, check: section, section: Problem, min_words: 3 }
trigger:
  acknowledge: { by: pm, count: 1, within: 24h }
`;

/** Remembers a function of a few small values, by a key for them. */
function remembered<A, R>(keyOf: (given: A) => string, of: (given: A) => R): (given: A) => R {
  const known = new Map<string, R>();
  return (given) => {
    const key = keyOf(given);
    const found = known.get(key);
    if (found !== undefined) return found;
    const fresh = of(given);
    known.set(key, fresh);
    return fresh;
  };
}
