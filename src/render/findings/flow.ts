import type { Finding } from "../../core/findings/findings.js";
import { inert } from "../inert.js";
import { describeReview } from "./review.js";
import { many, say } from "./say.js";

const CODES = [
  "approvals_missing",
  "approval_not_counted",
  "approved",
  "status_missing",
  "status_running",
  "status_wrong",
  "status_foreign",
  "status_right",
  "sub_issues_missing",
  "sub_issues_too_few",
  "sub_issue_given_up",
  "sub_issues_counted",
  "item_links_missing",
  "item_links_too_many",
  "stage_behind",
  "stage_none",
  "stage_unknown",
  "stage_untrusted",
  "stages_reached",
  "date_missing",
  "date_unreadable",
  "date_too_old",
  "date_in_future",
  "dates_fresh",
  "criteria_unknown",
  "outcome_missing",
  "outcome_lacks",
  "outcomes_too_few",
  "outcomes_told",
] as const satisfies readonly Finding["code"][];

export type FlowFinding = Extract<Finding, { code: (typeof CODES)[number] }>;

/** True for findings about reviews, checks of commits, other items' progress, dates and outcomes. */
export function isFlow(finding: Finding): finding is FlowFinding {
  return (CODES as readonly string[]).includes(finding.code);
}

/** Says a finding about sub-issues and other items' stages, or passes it on. Exhaustive. */
export function describeFlow(finding: FlowFinding): { found: string; needed: string } {
  switch (finding.code) {
    case "sub_issues_missing":
      return say("It has no sub-issues.", "Add the work as sub-issues, and close them as completed.");
    case "sub_issues_too_few":
      return say(
        `${finding.counted} of ${many(finding.total, "sub-issue")} ${finding.counted === 1 ? "is" : "are"} completed.`,
        `Complete at least ${finding.min}.`,
      );
    case "sub_issue_given_up":
      return say(`The sub-issue ${named(finding)} was closed without being completed, and does not count.`);
    case "sub_issues_counted":
      return say(`${finding.counted} of ${many(finding.total, "sub-issue")} ${finding.counted === 1 ? "is" : "are"} completed.`);
    case "item_links_missing":
      return say(
        finding.heading === "" ? "It links no issue or pull request." : `${inert(finding.heading)} links no issue or pull request.`,
        "Link the issues or pull requests it rests on.",
      );
    case "item_links_too_many":
      return say(`It links ${finding.counted} issues and pull requests.`, `Link at most ${finding.limit}, so that each can be looked at.`);
    case "stage_behind":
      return say(
        `${inert(finding.reference)} is in ${inert(finding.found)}.`,
        `It must be accepted into ${inert(finding.wanted)} or later.`,
      );
    case "stage_none":
      return say(
        `${inert(finding.reference)} is in no stage.`,
        `It must be accepted into ${inert(finding.wanted)} or later; link an item that is in the process.`,
      );
    case "stage_unknown":
      return say(
        `The stage of ${inert(finding.reference)} could not be read: ${inert(finding.reason)}.`,
        "It is tried again; until then it does not count.",
      );
    case "stage_untrusted":
      return say(
        `The stage of ${inert(finding.reference)} proves nothing here: ${finding.taken ? "another repository had its name when that was trusted" : "its repository is not trusted"}.`,
        `Name the repository under ${inert("trusts")} in .github/baton.yml${finding.taken ? ": take the name out, and put it in again" : ""}.`,
      );
    case "stages_reached":
      return say(`${many(finding.counted, "linked item")} reached ${inert(finding.wanted)}.`);
    default:
      return describeReview(finding);
  }
}

function named({ reference, title }: { reference: string; title: string }): string {
  return title === "" ? inert(reference) : `${inert(reference)} ${inert(title)}`;
}
