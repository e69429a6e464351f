import type { ApprovalReason, Finding } from "../../core/findings/findings.js";
import { inert } from "../inert.js";
import { describeOutcome, type OutcomeFinding } from "./outcome.js";
import { listed, many, say, whyNotTheirs } from "./say.js";

type ReviewFinding = Extract<
  Finding,
  {
    code:
      | "approvals_missing"
      | "approval_not_counted"
      | "approved"
      | "status_missing"
      | "status_running"
      | "status_wrong"
      | "status_foreign"
      | "status_right";
  }
>;

/** Says a finding about reviews and checks of commits, or passes it on. Exhaustive. */
export function describeReview(finding: ReviewFinding | OutcomeFinding): { found: string; needed: string } {
  switch (finding.code) {
    case "approvals_missing":
      return say(
        `${inert(finding.reference)} has ${finding.counted} of ${many(finding.min, "approval")}.`,
        `${finding.min === 1 ? "A member" : `${finding.min} members`} of ${inert(finding.role)} approve${finding.min === 1 ? "s" : ""} its newest commit.`,
      );
    case "approval_not_counted":
      return say(
        `The review of ${inert(finding.reference)} by ${inert(finding.by)} does not count: ${whyNot(finding.why)}.`,
        `A member of ${inert(finding.role)} approves the newest commit.`,
      );
    case "approved":
      return say(`${listed(finding.by, "and")} approved ${inert(finding.reference)}.`);
    case "status_missing":
      return say(
        `${inert(finding.app)} has not reported ${inert(finding.name)} on ${inert(finding.reference)}.`,
        `The app ${inert(finding.app)} runs it on the newest commit.`,
      );
    case "status_running":
      return say(`${inert(finding.name)} is still running on ${inert(finding.reference)}.`, `The app ${inert(finding.app)} completes it.`);
    case "status_wrong":
      return say(
        `${inert(finding.name)} on ${inert(finding.reference)} says ${inert(finding.found)}.`,
        `The app ${inert(finding.app)} must report ${inert(finding.wanted)} on the newest commit.`,
      );
    case "status_foreign":
      return say(
        `${inert(finding.name)} on ${inert(finding.reference)} is by ${finding.app === null ? "no app" : inert(finding.app)} and does not count.`,
        `Only the app ${inert(finding.wanted)} may report it.`,
      );
    case "status_right":
      return say(`${inert(finding.name)} by ${inert(finding.app)} says ${inert(finding.conclusion)}.`);
    default:
      return describeOutcome(finding);
  }
}

function whyNot(why: ApprovalReason): string {
  switch (why.is) {
    case "author":
      return "it is by the author of the pull request";
    case "older":
      return "it is of an older commit";
    case "dismissed":
      return "it was dismissed";
    case "changes_requested":
      return "they asked for changes";
    default:
      return whyNotTheirs(why);
  }
}
