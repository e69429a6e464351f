import type { ApprovalReason, ReviewFinding } from "../../core/findings/findings.js";
import { wordsBy, type WordsBy } from "../by-kind.js";
import { inert } from "../inert.js";
import { listed, many, say, THEIRS, type WordsOf } from "./say.js";

/** Words for findings about reviews and checks of commits. */
export const REVIEWS: WordsOf<ReviewFinding> = {
  approvals_missing: (finding) =>
    say(
      `${inert(finding.reference)} has ${finding.counted} of ${many(finding.min, "approval")}.`,
      `${finding.min === 1 ? "A member" : `${finding.min} members`} of ${inert(finding.role)} approve${finding.min === 1 ? "s" : ""} its newest commit.`,
    ),
  approval_not_counted: (finding) =>
    say(
      `The review of ${inert(finding.reference)} by ${inert(finding.by)} does not count: ${wordsBy(WHY_NOT, "is", finding.why)}.`,
      `A member of ${inert(finding.role)} approves the newest commit.`,
    ),
  approved: (finding) => say(`${listed(finding.by, "and")} approved ${inert(finding.reference)}.`),
  status_missing: (finding) =>
    say(
      `${inert(finding.app)} has not reported ${inert(finding.name)} on ${inert(finding.reference)}.`,
      `The app ${inert(finding.app)} runs it on the newest commit.`,
    ),
  status_running: (finding) =>
    say(`${inert(finding.name)} is still running on ${inert(finding.reference)}.`, `The app ${inert(finding.app)} completes it.`),
  status_wrong: (finding) =>
    say(
      `${inert(finding.name)} on ${inert(finding.reference)} says ${inert(finding.found)}.`,
      `The app ${inert(finding.app)} must report ${inert(finding.wanted)} on the newest commit.`,
    ),
  status_foreign: (finding) =>
    say(
      `${inert(finding.name)} on ${inert(finding.reference)} is by ${finding.app === null ? "no app" : inert(finding.app)} and does not count.`,
      `Only the app ${inert(finding.wanted)} may report it.`,
    ),
  status_right: (finding) => say(`${inert(finding.name)} by ${inert(finding.app)} says ${inert(finding.conclusion)}.`),
};

const WHY_NOT: WordsBy<"is", ApprovalReason> = {
  ...THEIRS,
  author: () => "it is by the author of the pull request",
  older: () => "it is of an older commit",
  dismissed: () => "it was dismissed",
  changes_requested: () => "they asked for changes",
};
