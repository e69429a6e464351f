import type { ArtefactFinding } from "./artefact-finding.js";
import type { Outcome } from "./outcome.js";
import type { Target, Verdict } from "../facts/accepted-criteria.js";
import type { PullDoubt } from "../facts/linked-pull.js";
import type { NearHeading } from "../document/near-heading.js";
import type { Astray } from "../document/stray-links.js";
import type { ItemFact, LinkRef } from "../facts/snapshot.js";

export type Severity = "problem" | "note" | "warning";

/** What a check found, in data. `src/render/findings.ts` has the words, and must know every code. */
export type Finding = FindingBody & {
  severity: Severity;
  /** Line in the judged text, from 1, when there is one. */
  line?: number;
  /** Column in that line, from 1. */
  column?: number;
  /** Set when the text is another than the gate's own: the path of a linked document. */
  path?: string;
  /** The heading that its line stands under, where it is told to people who see no lines. */
  section?: string;
};

export type FindingCode = Finding["code"];

/** Why a list item, row or quote does not count as evidence. */
export type ItemReason =
  | { is: "placeholder" }
  | { is: "template" }
  | { is: "duplicate"; of: number }
  | { is: "untyped"; types: string[] }
  | { is: "unattributed" }
  | { is: "not_linked" }
  | { is: "no_date" }
  | { is: "too_old"; date: string; max: string }
  | { is: "future"; date: string };

/** Why a criterion states no threshold: its numbers are of another kind, or there are none. */
export type CriterionGap = "name" | "date" | "condition" | "past" | "tentative" | "feeling" | "placeholder" | "vague" | "no_number";

/** Why a `/confirm` comment does not count. */
export type ConfirmReason =
  | { is: "author" }
  | { is: "bot" }
  | { is: "ghost" }
  | { is: "edited" }
  | { is: "hidden" }
  | { is: "not_a_member" }
  | { is: "unknown"; reason: string }
  /** Given before the item entered its stage. */
  | { is: "spent" }
  | { is: "older"; section: string };

/** Why a review does not count as an approval. */
export type ApprovalReason =
  | { is: "author" }
  | { is: "bot" }
  | { is: "not_a_member" }
  | { is: "unknown"; reason: string }
  /** Of another commit than the head. */
  | { is: "older" }
  | { is: "dismissed" }
  | { is: "changes_requested" };

type FindingBody =
  | TextFinding
  | TemplateFinding
  | ItemFinding
  | CriterionFinding
  | ValueFinding
  | LinkFinding
  | TaskFinding
  | PeopleFinding
  | GitHubFinding
  | ReviewFinding
  | StageFinding
  | DateFinding
  | ArtefactFinding
  | OutcomeFinding
  | RunFinding;

export type TextFinding =
  | { code: "text_too_large"; size: number; limit: number }
  | { code: "text_too_deep" }
  | { code: "section_missing"; names: string[]; near?: NearHeading }
  /** `counted` is the line of the one that counts, where that is not the first. */
  | { code: "section_duplicate"; heading: string; lines: number[]; counted?: number }
  | { code: "section_empty"; heading: string }
  | { code: "section_placeholder"; heading: string; text: string }
  /** It holds boxes, and nobody ticked one. */
  | { code: "section_unticked"; heading: string; boxes: string[] }
  /** `text` is what a template put there for everybody. */
  | { code: "section_template"; heading: string; text: string }
  | { code: "section_no_reason"; heading: string; text: string }
  | { code: "section_too_short"; heading: string; words: number; min: number }
  | { code: "section_unmatched"; heading: string; pattern: string }
  /** Without a word it shows an image or a video. */
  | { code: "section_filled"; heading: string; words: number }
  | { code: "topic_missing"; topic: string; heading: string }
  | { code: "topic_empty"; topic: string; text: string }
  | { code: "topic_no_reason"; topic: string; text: string }
  | { code: "topics_covered"; topics: string[] }
  | { code: "forbidden_text"; match: string; rule: "word" | "pattern" }
  | { code: "nothing_forbidden" };

export type TemplateFinding =
  | { code: "template_unreadable"; file: string; reason: string }
  | { code: "template_headings_missing"; headings: string[]; file: string; near?: NearHeading[] }
  | { code: "template_heading_misplaced"; heading: string; after: string; file: string }
  | { code: "template_heading_extra"; heading: string; file: string }
  | { code: "template_followed"; file: string; headings: number };

export type ItemFinding =
  | { code: "items_too_few"; counted: number; total: number; min: number; of: string; types: string[] }
  | { code: "items_too_many"; counted: number; max: number; of: string }
  | { code: "item_not_counted"; text: string; why: ItemReason }
  | { code: "items_counted"; counted: number; total: number; of: string };

export type CriterionFinding =
  | { code: "criteria_missing"; heading: string }
  | { code: "criteria_no_table"; heading: string }
  /** No row of a table of criteria; or its metric is empty, its target is no one quantity, or nothing tells the side of the good values. */
  | { code: "criterion_unsure"; text: string; why: "form" | "metric" | "target" | "side" }
  | { code: "criterion_not_measurable"; text: string; why: CriterionGap; vague: string | null; accept: string[] }
  | { code: "criterion_template"; text: string }
  | { code: "criterion_lacks"; text: string; need: "by_when" | "baseline" }
  | { code: "criterion_vague"; text: string; word: string }
  | { code: "criteria_measurable"; counted: number; total: number };

export type ValueFinding =
  | { code: "no_front_matter"; field: string }
  | { code: "field_missing"; field: string; from: string; near?: NearHeading }
  | { code: "field_invalid"; field: string; value: string; must: string; what: string }
  | { code: "field_valid"; field: string; value: string };

export type LinkFinding =
  | { code: "links_too_few"; counted: number; min: number; kinds: LinkRef["kind"][] }
  | { code: "link_broken"; kind: LinkRef["kind"]; key: string }
  | { code: "link_unknown"; kind: LinkRef["kind"]; key: string; reason: string }
  | { code: "not_visible"; reference: string }
  | { code: "links_counted"; counted: number }
  | { code: "document_not_linked"; glob: string | null }
  /** `branch`: what it leads to, where that is known; `reads`: the branch that is read. */
  | { code: "document_astray"; target: string; why: Astray; branch?: string; reads?: string }
  | { code: "document_missing"; document: string }
  | { code: "document_unreadable"; document: string; reason: string }
  | { code: "document_read"; document: string };

export type TaskFinding =
  | { code: "box_missing"; item: string }
  /** `awry` is its box as written, where that is not how a box is written. */
  | { code: "box_open"; item: string; awry?: string }
  | { code: "box_ticked"; item: string }
  | { code: "implied_red"; item: string; gate: string; outcome: Outcome | null }
  /** `only`: items that hold this are asked for. */
  | { code: "tasks_missing"; heading: string; only?: string }
  | { code: "tasks_too_few"; ticked: number; total: number; min: number }
  | { code: "tasks_ticked"; ticked: number; total: number };

export type PeopleFinding =
  | { code: "confirmation_missing"; gate: string; role: string }
  | { code: "confirmation_not_counted"; by: string; gate: string; role: string; why: ConfirmReason }
  | { code: "confirmed"; by: string; gate: string };

export type GitHubFinding =
  | { code: "blocked_by"; reference: string; title: string }
  | { code: "sub_issue_open"; reference: string; title: string }
  | { code: "fact_unknown"; fact: UnknownFact; reason: string }
  | { code: "nothing_blocks" }
  | { code: "sub_issues_missing" }
  | { code: "sub_issues_too_few"; counted: number; total: number; min: number }
  | { code: "sub_issue_given_up"; reference: string; title: string }
  | { code: "sub_issues_counted"; counted: number; total: number }
  | { code: "linked_prs_too_few"; counted: number; min: number; state: string }
  | { code: "linked_pr_state"; reference: string; found: string; wanted: string }
  | { code: "linked_prs_counted"; counted: number; state: string }
  | { code: "pull_not_counted"; reference: string; by: string; why: PullDoubt }
  | { code: "sub_issue_untrusted"; reference: string }
  | { code: "label_missing"; labels: string[]; mode: "any" | "all" }
  | { code: "label_forbidden"; label: string }
  | { code: "assignee_missing"; role: string; assignees: string[] }
  | { code: "milestone_wrong"; found: string | null; wanted: string | null }
  | { code: "type_wrong"; found: string | null; wanted: string }
  | { code: "metadata_right" };

type UnknownFact = "dependencies" | "sub-issues" | "issue type" | "role" | "reviews" | "checks" | "issue fields" | "project fields";

export type ReviewFinding =
  | { code: "approvals_missing"; reference: string; counted: number; min: number; role: string }
  | { code: "approval_not_counted"; by: string; reference: string; role: string; why: ApprovalReason }
  | { code: "approved"; reference: string; by: string[] }
  | { code: "status_missing"; name: string; app: string; reference: string }
  | { code: "status_running"; name: string; app: string; reference: string }
  | { code: "status_wrong"; name: string; app: string; reference: string; found: string; wanted: string }
  /** `app: null`: a commit status, which tells no app. */
  | { code: "status_foreign"; name: string; app: string | null; wanted: string; reference: string }
  | { code: "status_right"; name: string; app: string; conclusion: string };

export type StageFinding =
  | { code: "item_links_missing"; heading: string }
  | { code: "item_links_too_many"; counted: number; limit: number }
  | { code: "stage_behind"; reference: string; found: string; wanted: string }
  | { code: "stage_none"; reference: string; wanted: string }
  | { code: "stage_unknown"; reference: string; reason: string }
  /** `taken`: its repository's name was trusted when another one had it. */
  | { code: "stage_untrusted"; reference: string; taken: boolean }
  | { code: "stages_reached"; counted: number; wanted: string };

export type DateFinding =
  | { code: "date_missing"; heading: string }
  | { code: "date_unreadable"; text: string }
  | { code: "date_too_old"; date: string; max: string }
  | { code: "date_in_future"; date: string }
  | { code: "dates_fresh"; counted: number; oldest: string };

export type OutcomeFinding =
  | { code: "criteria_unknown" }
  | { code: "outcome_missing"; criterion: string }
  | { code: "outcome_lacks"; criterion: string; text: string; need: "value" | "verdict" | "both" }
  /** The actual value says something else than the verdict. */
  | {
      code: "outcome_contradicts";
      criterion: string;
      actual: string;
      target: Target;
      verdict: Verdict;
      computed: Verdict;
      within: number | null;
    }
  /** The actual value has a unit that the target's cannot be converted to. */
  | { code: "outcome_unit"; criterion: string; actual: string; target: Target }
  /** What a criterion came to, where that can be computed. */
  | { code: "outcome_actual"; criterion: number; actual: string; verdict: Verdict }
  | { code: "outcomes_too_few"; counted: number; total: number }
  | { code: "outcomes_told"; counted: number };

export type RunFinding =
  /** An agent wrote what the gate reads, and its overseer has not confirmed that. */
  | { code: "agent_unseen"; agent: string; role: string }
  | { code: "none_passed"; checks: number }
  | { code: "passed_but_must_not"; kind: string }
  | { code: "failed_as_wanted"; kind: string }
  | { code: "fact_unread"; fact: ItemFact; reason: string }
  | { code: "check_broken"; kind: string; reason: string };
