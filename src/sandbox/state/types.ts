import type { Account } from "./account-types.js";
/** The records the embedded GitHub keeps. Times are epoch milliseconds, cut to whole seconds as GitHub's are. */
import type { CheckRun, CheckSuite } from "./check-types.js";
import type { Deployment } from "./deployment-types.js";
import type { CommitStatus, FieldContent, ProjectEntry } from "./field-types.js";
import type { Activity, Commit } from "./git-types.js";

export type * from "./check-types.js";
export type * from "./field-types.js";
export type * from "./git-types.js";

export type Permission = "none" | "read" | "triage" | "write" | "maintain" | "admin";

export interface TeamMember {
  user: Account;
  state: "active" | "pending";
  role: "member" | "maintainer";
}

export interface Team {
  type: "Team";
  id: number;
  nodeId: string;
  slug: string;
  name: string;
  organization: Account;
  parent: Team | null;
  /** By account: a login may pass to another. */
  members: Map<Account, TeamMember>;
}

export interface Label {
  type: "Label";
  id: number;
  nodeId: string;
  repository: Repository;
  name: string;
  color: string;
  description: string | null;
  isDefault: boolean;
  createdAt: number;
  updatedAt: number;
}

export interface Milestone {
  type: "Milestone";
  id: number;
  nodeId: string;
  repository: Repository;
  number: number;
  title: string;
  state: "open" | "closed";
  createdAt: number;
}

export interface Edit {
  id: number;
  nodeId: string;
  editor: Account | null;
  editedAt: number;
  body: string;
}

export type ReactionContent = "+1" | "-1" | "laugh" | "confused" | "heart" | "hooray" | "rocket" | "eyes";

export interface Reaction {
  id: number;
  nodeId: string;
  user: Account;
  content: ReactionContent;
  createdAt: number;
}

export interface Comment {
  type: "IssueComment";
  id: number;
  nodeId: string;
  issue: Issue;
  author: Account;
  body: string;
  createdAt: number;
  updatedAt: number;
  lastEditedAt: number | null;
  editor: Account | null;
  edits: Edit[];
  reactions: Reaction[];
  /** Why it was hidden; null while it is not. */
  minimized: string | null;
}

export interface TimelineEvent {
  /** GraphQL's type name, such as `LabeledEvent`. */
  type: string;
  id: number;
  nodeId: string;
  issue: Issue;
  actor: Account;
  createdAt: number;
  label?: Label;
  assignee?: Account;
  stateReason?: StateReason | null;
  previousTitle?: string;
  currentTitle?: string;
  fromRepository?: Repository;
  deletedCommentAuthor?: Account;
}

export type StateReason = "completed" | "not_planned" | "duplicate" | "reopened";

export interface Review {
  id: number;
  nodeId: string;
  author: Account;
  state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED";
  body: string;
  submittedAt: number;
  commit: Commit;
}

export interface PullData {
  headRef: string;
  headRepository: Repository;
  head: Commit;
  commits: Commit[];
  baseRef: string;
  draft: boolean;
  mergedAt: number | null;
  mergedBy: Account | null;
  mergeCommit: Commit | null;
  reviews: Review[];
}

/** An issue, or a pull request when `pull` is there. */
export interface Issue {
  type: "Issue" | "PullRequest";
  id: number;
  nodeId: string;
  number: number;
  repository: Repository;
  title: string;
  body: string;
  author: Account;
  labels: Label[];
  assignees: Account[];
  milestone: Milestone | null;
  issueType: string | null;
  /** The organisation's issue fields that are set. */
  fields: Map<string, FieldContent>;
  projects: ProjectEntry[];
  state: "open" | "closed";
  stateReason: StateReason | null;
  createdAt: number;
  updatedAt: number;
  closedAt: number | null;
  lastEditedAt: number | null;
  editor: Account | null;
  edits: Edit[];
  timeline: TimelineEvent[];
  comments: Comment[];
  reactions: Reaction[];
  blockedBy: Issue[];
  subIssues: Issue[];
  parent: Issue | null;
  pull: PullData | null;
  /** The state before the last change, for the `stale` fault. */
  previous: Issue | null;
}

export interface QueueEntry {
  id: number;
  nodeId: string;
  repository: Repository;
  pull: Issue;
  headCommit: Commit;
  ref: string;
  enqueuedAt: number;
  enqueuer: Account;
}

export interface Repository {
  type: "Repository";
  id: number;
  nodeId: string;
  owner: Account;
  name: string;
  private: boolean;
  /** Private, but for the members of the organisation. */
  internal: boolean;
  createdAt: number;
  pushedAt: number;
  defaultBranch: string;
  branches: Map<string, Commit>;
  labels: Label[];
  milestones: Milestone[];
  issues: Map<number, Issue>;
  deletedIssues: Set<number>;
  movedIssues: Map<number, Issue>;
  nextNumber: number;
  collaborators: Map<Account, Permission>;
  teams: Map<Team, Permission>;
  checkRuns: CheckRun[];
  checkSuites: CheckSuite[];
  statuses: CommitStatus[];
  deployments: Deployment[];
  activity: Activity[];
  queue: QueueEntry[];
  queueHidden?: boolean;
  fork: boolean;
}

export type Grants = Record<string, "read" | "write">;

export interface Installation {
  id: number;
  nodeId: string;
  account: Account;
  permissions: Grants;
  repositories: Set<Repository>;
  suspendedAt: number | null;
  createdAt: number;
}

export interface Token {
  token: string;
  installation: Installation;
  permissions: Grants;
  repositories: Set<Repository> | null;
  /** By the wall clock, which is what clients compare with. */
  expiresAt: number;
}

export type Entity = Account | Team | Label | Milestone | Comment | Issue | Repository | CheckRun | CheckSuite;
