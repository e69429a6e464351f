import type { RunFinding } from "../../core/findings/findings.js";
import { inert } from "../inert.js";
import { say, type WordsOf } from "./say.js";

/** Words for findings about checks that nest others, and of what could not be judged. */
export const RUN: WordsOf<RunFinding> = {
  agent_unseen: ({ agent, role }) =>
    say(
      `${inert(agent)} wrote this, and nobody has confirmed that.`,
      `A member of ${inert(role)} reads it as it stands and comments \`/confirm agent\`.`,
    ),
  none_passed: (finding) =>
    say(
      finding.checks === 1 ? "The only alternative is not met." : `None of the ${finding.checks} alternatives is met.`,
      "Meet one of them.",
    ),
  passed_but_must_not: (finding) => say(`The check ${inert(finding.kind)} is met, and must not be.`, "Remove what it looks for."),
  failed_as_wanted: (finding) => say(`The check ${inert(finding.kind)} is not met, as wanted.`),
  fact_unread: (finding) => say(`The ${finding.fact} could not be judged: ${inert(finding.reason)}.`, "Until then it counts as not met."),
  check_broken: (finding) =>
    say(
      `The check ${inert(finding.kind)} could not be run: ${inert(finding.reason)}.`,
      "The contract's owner mends the contract; until then it counts as not met.",
    ),
};
