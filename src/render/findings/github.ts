import type { ConfirmReason, Finding } from "../../core/findings/findings.js";
import { inert } from "../inert.js";
import type { ContentFinding } from "./content.js";
import { describeLink } from "./links.js";
import { say, whyNotTheirs } from "./say.js";
import type { FlowFinding } from "./flow.js";
import type { TemplateFinding } from "./template.js";

type GitHubFinding = Exclude<Finding, ContentFinding | FlowFinding | TemplateFinding>;

/** Says a finding about people, GitHub's own facts or the check itself. Exhaustive. */
export function describeGitHub(finding: GitHubFinding): { found: string; needed: string } {
  switch (finding.code) {
    case "confirmation_missing":
      return say("Nobody has confirmed it yet.", `A member of ${inert(finding.role)} comments ${inert(`/confirm ${finding.gate}`)}.`);
    case "confirmation_not_counted":
      return say(
        `The confirmation by ${inert(finding.by === "" ? "a deleted account" : finding.by)} does not count: ${whyNot(finding.why)}.`,
        `A member of ${inert(finding.role)} comments ${inert(`/confirm ${finding.gate}`)}.`,
      );
    case "confirmed":
      return say(`${inert(finding.by)} confirmed it.`);
    case "blocked_by":
      return say(`It is blocked by ${named(finding)}.`, "Close it, or remove the dependency.");
    case "sub_issue_open":
      return say(`The sub-issue ${named(finding)} is open.`, "Close it, or detach it.");
    case "fact_unknown":
      return say(`The ${finding.fact} could not be read: ${inert(finding.reason)}.`, "It is tried again; until then it counts as not met.");
    case "nothing_blocks":
      return say("Nothing open blocks it.");
    case "none_passed":
      return say(
        finding.checks === 1 ? "The only alternative is not met." : `None of the ${finding.checks} alternatives is met.`,
        "Meet one of them.",
      );
    case "passed_but_must_not":
      return say(`The check ${inert(finding.kind)} is met, and must not be.`, "Remove what it looks for.");
    case "failed_as_wanted":
      return say(`The check ${inert(finding.kind)} is not met, as wanted.`);
    case "check_broken":
      return say(
        `The check ${inert(finding.kind)} could not be run: ${inert(finding.reason)}.`,
        "The contract's owner mends the contract; until then it counts as not met.",
      );
    default:
      return describeLink(finding);
  }
}

function whyNot(why: ConfirmReason): string {
  switch (why.is) {
    case "author":
      return "it is by the author of the item";
    case "ghost":
      return "the account does not exist any more";
    case "edited":
      return "the comment was edited";
    case "hidden":
      return "the comment was hidden";
    case "spent":
      return "was given for an earlier hand-off, and counts once";
    case "older":
      return `${inert(why.section)} changed after it, or at the same moment`;
    default:
      return whyNotTheirs(why);
  }
}

function named({ reference, title }: { reference: string; title: string }): string {
  return title === "" ? inert(reference) : `${inert(reference)} ${inert(title)}`;
}
