import type { Time } from "../basics/known.js";
import type { FieldValue } from "./snapshot.js";

/** An issue that the item depends on or is made of, as a test names it. */
export interface GivenIssue {
  /** `#7`, or `owner/name#7`. */
  issue: string;
  title?: string;
  state: "open" | "closed";
  /** Why it was closed. */
  reason: "completed" | "not_planned" | "duplicate";
  closed_at?: Time;
}

export interface GivenPullRequest {
  pr: string;
  title?: string;
  state: "open" | "draft" | "merged" | "closed";
}

export interface GivenComment {
  /** Null: the account is deleted. */
  by: string | null;
  body: string;
  at?: Time;
  edited_at?: Time;
}

/** What is known of an item. A part that is left out is not known: a check that needs it is an error, never a pass. */
export interface Given {
  subject?: "issue" | "pull_request";
  title?: string;
  body: string;
  author?: string | null;
  /** Last edit of the body. */
  edited_at?: Time;
  /** Headings of the sections which that edit changed; left out: all of them. */
  edited_sections?: string[];
  /** The accepted stage; left out: the one that the contract leaves. */
  stage?: string;
  labels?: string[];
  assignees?: string[];
  /** Null: it has none. */
  milestone?: string | null;
  type?: string | null;
  comments?: GivenComment[];
  /** Role -> its members, for roles that the policy fills with teams. */
  members?: Record<string, string[]>;
  /** Path -> text. */
  documents?: Record<string, string>;
  files?: Record<string, string>;
  /** What exists, as it is linked: `#12`, a commit, a path. */
  links?: string[];
  blocked_by?: GivenIssue[];
  sub_issues?: GivenIssue[];
  linked_prs?: GivenPullRequest[];
  reviews?: { by: string; state: "approved" | "changes_requested" | "commented" | "dismissed"; pr?: string; stale: boolean; at?: Time }[];
  checks?: { name: string; app?: string; conclusion: string | null; pr?: string }[];
  issue_fields?: Record<string, FieldValue>;
  project_fields?: Record<string, FieldValue>;
  /** `#12` -> the stage of that item; null: it is not governed. */
  stages?: Record<string, string | null>;
  /** Published artefacts, by id: when the newest version was made (default: now) and what it says; null: there is none. */
  artefacts?: Record<string, { at?: Time; text?: string } | null>;
  /** Success criteria of the brief that was accepted; an empty list: it had none. */
  criteria?: string[];
}

/** What a path of the repository leads to. */
export type Found = { is: "text"; text: string } | { is: "missing" } | { is: "unread"; reason: string };

/** Why something is unknown where there is no GitHub to ask. */
export const OFFLINE = "not checkable offline";
