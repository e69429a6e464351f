import type { PullDoubt } from "../../core/facts/linked-pull.js";
import type { Finding } from "../../core/findings/findings.js";
import { inert } from "../inert.js";
import { listed, many, say } from "./say.js";

export type MetadataFinding = Extract<
  Finding,
  {
    code:
      | "fact_unread"
      | "linked_prs_too_few"
      | "linked_pr_state"
      | "linked_prs_counted"
      | "pull_not_counted"
      | "sub_issue_untrusted"
      | "label_missing"
      | "label_forbidden"
      | "assignee_missing"
      | "milestone_wrong"
      | "type_wrong"
      | "metadata_right";
  }
>;

/** Says a finding about what was not looked at, linked pull requests, labels, assignees, milestone and type. Exhaustive. */
export function describeMetadata(finding: MetadataFinding): { found: string; needed: string } {
  switch (finding.code) {
    case "fact_unread":
      return say(`The ${finding.fact} could not be judged: ${inert(finding.reason)}.`, "Until then it counts as not met.");
    case "linked_prs_too_few":
      return say(
        `${finding.counted === 0 ? "No linked pull request is" : `Only ${many(finding.counted, "linked pull request")} ${finding.counted === 1 ? "is" : "are"}`} ${inert(finding.state)}.`,
        `At least ${finding.min} must be ${inert(finding.state)}.`,
      );
    case "linked_pr_state":
      return say(`${inert(finding.reference)} is ${inert(finding.found)}.`, `It must be ${inert(finding.wanted)}.`);
    case "linked_prs_counted":
      return say(`${many(finding.counted, "linked pull request")} in the state ${inert(finding.state)}.`);
    case "pull_not_counted":
      return say(
        `${inert(finding.reference)}${finding.by === "" ? "" : ` by ${inert(finding.by)}`} does not count: ${whyNot(finding.why)}.`,
        "A pull request counts when somebody who may write here opened it.",
      );
    case "sub_issue_untrusted":
      return say(`The sub-issue ${inert(finding.reference)} is closed in a repository that is not trusted here, and does not count.`);
    case "label_missing":
      return say(
        finding.mode === "all" && finding.labels.length > 1
          ? `The labels ${listed(finding.labels, "and")} are missing.`
          : `The label ${listed(finding.labels)} is missing.`,
        finding.labels.length === 1 ? "Add the label." : `Add ${finding.mode === "all" ? "all of them" : "one of them"}.`,
      );
    case "label_forbidden":
      return say(`It carries the label ${inert(finding.label)}.`, "Remove the label.");
    case "assignee_missing":
      return say(
        finding.assignees.length === 0 ? "Nobody is assigned." : `Assigned: ${listed(finding.assignees, "and")}.`,
        `Assign a member of ${inert(finding.role)}.`,
      );
    case "milestone_wrong":
      return say(
        finding.found === null ? "It has no milestone." : `Its milestone is ${inert(finding.found)}.`,
        finding.wanted === null
          ? "Remove the milestone."
          : finding.wanted === "any"
            ? "Set a milestone."
            : `Set the milestone ${inert(finding.wanted)}.`,
      );
    case "type_wrong":
      return say(
        finding.found === null ? "It has no issue type." : `Its type is ${inert(finding.found)}.`,
        `Set the type ${inert(finding.wanted)}.`,
      );
    case "metadata_right":
      return say("Labels, assignees, milestone and type are as required.");
    default:
      return finding satisfies never;
  }
}

function whyNot(why: PullDoubt): string {
  if (why.is === "no_write") return "its author has no write access here";
  if (why.is === "untrusted") return "its repository is not trusted here";
  return `whether its author may write here is not known: ${inert(why.reason)}`;
}
