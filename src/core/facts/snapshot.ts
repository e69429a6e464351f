/** What GitHub says about one item at one moment. Plain data, filled by `src/github`, judged by the core. */
import type { Elsewhere, Visibility } from "./other-repository.js";
import type { Artefacts } from "./artefact.js";
import type { Actor } from "./actor.js";
import type { Evidence } from "./evidence.js";
import type { Known, Time } from "../basics/known.js";
import type { People } from "./known-people.js";
import type { PullRequestRef } from "./linked-pull.js";

export interface RepositoryInfo {
  nodeId: string;
  owner: string;
  name: string;
  defaultBranch: string;
  /** Commit of the default branch that policy and documents are read at. */
  headSha: string;
  /** When anything was last pushed, to whichever branch; null when GitHub does not tell. */
  pushedAt: Time | null;
  visibility: Visibility;
}

/** An issue or pull request comment; `lastEditedAt` is the only trustworthy edit fact GitHub gives. */
export interface Comment {
  /** REST id: ascending in order of creation. Negative: a review's, whose ids cannot be compared with these (`moment.ts`). */
  id: number;
  nodeId: string;
  author: Actor | null;
  body: string;
  createdAt: Time;
  lastEditedAt: Time | null;
  /** True when somebody hid it ("minimised"). */
  isMinimized: boolean;
  /** True when somebody else than this App edited it last. */
  editedByOthers: boolean;
  url: string;
  /** Reactions this App has left on the comment, in REST spelling. */
  ownReactions: ReactionContent[];
}

/** A comment of an agent somewhere in the repository. */
export interface WrittenComment {
  id: number;
  at: Time;
}

export type ReactionContent = "eyes" | "+1";

export interface LabelEvent {
  /** Node id of the timeline event. */
  id: string;
  kind: "labeled" | "unlabeled";
  label: string;
  actor: Actor | null;
  at: Time;
}

export interface AssignedEvent {
  assignee: string;
  at: Time;
}

/** An issue a pull request closes, or an issue this one depends on. */
export interface IssueRef {
  nodeId: string;
  /** Node id of its repository; empty when the answer did not carry it. */
  repositoryId: string;
  /** `owner/name` */
  repository: string;
  number: number;
  title: string;
  state: "open" | "closed";
  stateReason: "completed" | "not_planned" | "duplicate" | "reopened" | null;
  closedAt: Time | null;
  url: string;
}

/** A review of a pull request. */
export interface Review {
  /** `owner/name#12` */
  pullRequest: string;
  author: Actor | null;
  state: "approved" | "changes_requested" | "commented" | "dismissed" | "pending";
  /** The commit that was reviewed; null when GitHub does not know it any more. */
  commit: string | null;
  at: Time;
}

/** A check run (or commit status, then without an app) on a commit. */
export interface CommitCheck {
  sha: string;
  name: string;
  /** Slug of the App that reported it; null for a commit status. */
  app: string | null;
  /** Null while it has not completed. */
  conclusion: string | null;
  completedAt: Time | null;
}

/** Value of an issue field or project field; null when it is not set. */
export type FieldValue = string | number | boolean | string[] | null;

/** A file that a pull request touches. */
export interface ChangedFile {
  /** Path after the change (before it, when removed). */
  path: string;
  change: "added" | "modified" | "removed" | "renamed" | "copied" | "changed";
  /** What a file that was renamed is called now, with its former path. */
  to?: string;
}

/** A file the item links, read at `RepositoryInfo.headSha`. */
export interface LinkedDocument {
  /** Path from the repository's root. */
  path: string;
  /** Git blob id, when the file was found. */
  oid: string | null;
  /** True when the commit certainly holds no such file, rather than that it was not looked up. */
  missing?: boolean;
  /** No document that is linked, but the file of data beside one. */
  sidecar?: true;
  content: Known<string>;
  /** Agents that brought this version without anybody else's merging it; left out where nobody asked. */
  writers?: Known<Actor[]>;
}

export interface PullRequestFacts {
  headSha: string;
  headRef: string;
  baseRef: string;
  isDraft: boolean;
  merged: boolean;
  closingIssues: IssueRef[];
  changedFiles: Known<ChangedFile[]>;
  /** Additions and deletions together; left out where GitHub does not tell. */
  lines?: number;
  /** Its branch is in another repository. */
  isFork?: boolean;
}

export interface Item {
  kind: "issue" | "pull_request";
  nodeId: string;
  number: number;
  title: string;
  url: string;
  body: string;
  author: Actor | null;
  createdAt: Time;
  lastEditedAt: Time | null;
  /** How many times the body was edited, as GitHub counts. */
  editCount: number;
  state: "open" | "closed";
  labels: string[];
  /** When each of the labels was last changed itself (renamed, say), by its lower-case name. */
  labelsUpdated: Record<string, Time>;
  assignees: string[];
  /** Account ids of the assignees, by login key. */
  assigneeIds?: Record<string, number>;
  milestone: string | null;
  pullRequest: PullRequestFacts | null;
}

/** A reference found in text, to be resolved inside GitHub only. */
export interface LinkRef {
  kind: "issue" | "pr" | "commit" | "file" | "url";
  /** Canonical form: `owner/name#12`, `owner/name@sha`, a path, or an URL. */
  key: string;
}

/**
 * The key of a reference in `Snapshot.links`. An issue that exists is no pull request that does, though both are written alike; nor is it a
 * file, whose name may look like one. No path holds a colon.
 */
export function linkKey({ kind, key }: LinkRef): string {
  return kind === "pr" || (kind === "file" && /[#@]/.test(key)) ? `${kind}:${key}` : key;
}

/** Everything one evaluation may look at. What was not needed is absent, what failed is an unknown. */
export interface Snapshot {
  repository: RepositoryInfo;
  item: Item;
  comments: Comment[];
  labelEvents: LabelEvent[];
  assignedEvents: AssignedEvent[];
  /** Set where there are more events than are read: when the oldest of those read happened. What happened before is not known. */
  eventsSince?: Time;
  /** How many comments of this App were deleted by somebody. */
  deletedOwnComments: number;
  /** Pull requests that close this issue. */
  linkedPullRequests: PullRequestRef[];
  /** Open "blocked by" dependencies and closed ones, when a gate needs them. */
  blockedBy: Known<IssueRef[]>;
  subIssues: Known<IssueRef[]>;
  issueType: Known<string | null>;
  documents: LinkedDocument[];
  /** `linkKey` -> whether it exists. */
  links: Record<string, Known<boolean>>;
  /** Of the pull request itself, or of the pull requests linked to the issue. */
  reviews: Known<Review[]>;
  /** On the head of the pull request, or on the heads of those linked to the issue. */
  commitChecks: Known<CommitCheck[]>;
  /** By field name. */
  issueFields: Known<Record<string, FieldValue>>;
  /** By field name; of the project the item is in. */
  projectFields: Known<Record<string, FieldValue>>;
  /** `owner/name#12` -> id of the stage that Baton accepted, null when the item is not governed. */
  stages: Record<string, Known<string | null>>;
  /** `owner/name`, in small letters -> how far that repository counts here; what is not in it may not be spoken of. */
  elsewhere: Record<string, Elsewhere>;
  /** Path -> text of files at the default branch that checks asked for (templates). */
  files: Record<string, Known<string>>;
  /** Issues of the same author that were opened before this one, as far back as its limit reaches; left out where nobody asked. */
  earlier?: {
    count: number;
    /** Numbers of those that are open and say the same in their title. */
    alike: number[];
  };
  /** What agents wrote in the repository lately, by the agent's id; left out where nobody asked. `told`: keys of what Baton said of it. */
  agentComments?: Record<string, { written: WrittenComment[]; told: string[] }>;
  /** Newest versions of published artefacts, by id; left out where nothing waits for one. */
  artefacts?: Artefacts;
  people: People;
  evidence: Evidence;
  /** Facts of the item itself that nobody read, and why; left out when GitHub was asked. A check that judges one of them is an error. */
  unread?: { facts: readonly ItemFact[]; reason: string };
}

/** What GitHub tells with every item, or Baton remembers of it. */
export type ItemFact = "comments" | "labels" | "assignees" | "milestone" | "linked pull requests" | "accepted criteria";

type Facts = Pick<Snapshot, "reviews" | "commitChecks" | "issueFields" | "projectFields" | "stages" | "elsewhere" | "files" | "evidence">;

/** Takes why facts beyond the item were not read; returns them all as unknown. */
export function unreadFacts(reason: string): Facts {
  const unread = { known: false, reason } as const;
  const evidence = { body: unread, branch: unread, organisation: unread };
  return {
    reviews: unread,
    commitChecks: unread,
    issueFields: unread,
    projectFields: unread,
    stages: {},
    elsewhere: {},
    files: {},
    evidence,
  };
}
