import type { PullDoubt } from "../../core/facts/linked-pull.js";
import type { GitHubFinding } from "../../core/findings/findings.js";
import { wordsBy, type WordsBy } from "../by-kind.js";
import { shownEmoji } from "../../core/basics/names.js";
import { inert } from "../inert.js";
import { labelWords } from "../label-words.js";
import { listed, many, say, type WordsOf } from "./say.js";

/** Words for findings about GitHub's own facts: dependencies, sub-issues, linked pull requests, labels, assignees, milestone, type. */
export const GITHUB: WordsOf<GitHubFinding> = {
  blocked_by: (finding) => say(`It is blocked by ${named(finding)}.`, "Close it, or remove the dependency."),
  sub_issue_open: (finding) => say(`The sub-issue ${named(finding)} is open.`, "Close it, or detach it."),
  fact_unknown: (finding) =>
    say(`The ${finding.fact} could not be read: ${inert(finding.reason)}.`, "It is tried again; until then it counts as not met."),
  nothing_blocks: () => say("Nothing open blocks it."),
  sub_issues_missing: () => say("It has no sub-issues.", "Add the work as sub-issues, and close them as completed."),
  sub_issues_too_few: (finding) =>
    say(
      `${finding.counted} of ${many(finding.total, "sub-issue")} ${finding.counted === 1 ? "is" : "are"} completed.`,
      `Complete at least ${finding.min}.`,
    ),
  sub_issue_given_up: (finding) => say(`The sub-issue ${named(finding)} was closed without being completed, and does not count.`),
  sub_issues_counted: (finding) =>
    say(`${finding.counted} of ${many(finding.total, "sub-issue")} ${finding.counted === 1 ? "is" : "are"} completed.`),
  linked_prs_too_few: (finding) =>
    say(
      `${finding.counted === 0 ? "No linked pull request is" : `Only ${many(finding.counted, "linked pull request")} ${finding.counted === 1 ? "is" : "are"}`} ${inert(finding.state)}.`,
      `At least ${finding.min} must be ${inert(finding.state)}.`,
    ),
  linked_pr_state: (finding) => say(`${inert(finding.reference)} is ${inert(finding.found)}.`, `It must be ${inert(finding.wanted)}.`),
  linked_prs_counted: (finding) => say(`${many(finding.counted, "linked pull request")} in the state ${inert(finding.state)}.`),
  pull_not_counted: (finding) =>
    say(
      `${inert(finding.reference)}${finding.by === "" ? "" : ` by ${inert(finding.by)}`} does not count: ${wordsBy(WHY_NOT, "is", finding.why)}.`,
      finding.why.is === "agent"
        ? "What an agent opened counts once a person merged it."
        : "A pull request counts when somebody who may write here opened it.",
    ),
  sub_issue_untrusted: (finding) =>
    say(`The sub-issue ${inert(finding.reference)} is closed in a repository that is not trusted here, and does not count.`),
  label_missing: (finding) =>
    say(
      finding.mode === "all" && finding.labels.length > 1
        ? `The labels ${listed(finding.labels.map(shownEmoji), "and")} are missing.`
        : `The label ${listed(finding.labels.map(shownEmoji))} is missing.`,
      finding.labels.length === 1 ? "Add the label." : `Add ${finding.mode === "all" ? "all of them" : "one of them"}.`,
    ),
  label_forbidden: (finding) => say(`It carries the label ${labelWords(finding.label)}.`, "Remove the label."),
  assignee_missing: (finding) =>
    say(
      finding.assignees.length === 0 ? "Nobody is assigned." : `Assigned: ${listed(finding.assignees, "and")}.`,
      `Assign a member of ${inert(finding.role)}.`,
    ),
  milestone_wrong: (finding) =>
    say(
      finding.found === null ? "It has no milestone." : `Its milestone is ${inert(finding.found)}.`,
      finding.wanted === null
        ? "Remove the milestone."
        : finding.wanted === "any"
          ? "Set a milestone."
          : `Set the milestone ${inert(finding.wanted)}.`,
    ),
  type_wrong: (finding) =>
    say(
      finding.found === null ? "It has no issue type." : `Its type is ${inert(finding.found)}.`,
      `Set the type ${inert(finding.wanted)}.`,
    ),
  metadata_right: () => say("Labels, assignees, milestone and type are as required."),
};

function named({ reference, title }: { reference: string; title: string }): string {
  return title === "" ? inert(reference) : `${inert(reference)} ${inert(shownEmoji(title))}`;
}

const WHY_NOT: WordsBy<"is", PullDoubt> = {
  agent: ({ agent, merged }) => `${inert(agent)} opened it, and ${merged ? "no person is known to have merged it" : "it is not merged"}`,
  no_write: () => "its author has no write access here",
  untrusted: () => "its repository is not trusted here",
  unknown: ({ reason }) => `whether its author may write here is not known: ${inert(reason)}`,
};
