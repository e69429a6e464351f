/** The records the embedded GitHub keeps. Times are epoch milliseconds, cut to whole seconds as GitHub's are. */

export type Permission = "none" | "read" | "triage" | "write" | "maintain" | "admin";

export interface Account {
  type: "User" | "Bot" | "Organization";
  id: number;
  nodeId: string;
  /** A bot's login is kept without its `[bot]` suffix, as GraphQL spells it. */
  login: string;
  createdAt: number;
  /** A deleted account shows as the ghost. */
  deleted: boolean;
}

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
  members: Map<string, TeamMember>;
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

export interface Blob {
  type: "Blob";
  oid: string;
  content: Buffer;
}

export interface TreeEntry {
  name: string;
  path: string;
  /** Octal, as git prints it: `100644`, `100755`, `120000`, `040000`, `160000`. */
  mode: string;
  oid: string;
  object: Blob | Tree | null;
}

export interface Tree {
  type: "Tree";
  oid: string;
  entries: TreeEntry[];
}

export interface Commit {
  type: "Commit";
  oid: string;
  message: string;
  author: Account;
  committedAt: number;
  parents: Commit[];
  tree: Tree;
  files: Map<string, FileEntry>;
}

export interface FileEntry {
  mode: string;
  oid: string;
  /** Absent for a submodule. */
  blob: Blob | null;
}

/** How callers give a file: text, bytes, a symbolic link or a submodule. */
export type FileContent = string | Buffer | { symlink: string } | { submodule: string };
export type Files = Record<string, FileContent>;

export interface Activity {
  id: number;
  nodeId: string;
  before: string;
  after: string;
  ref: string;
  timestamp: number;
  kind: "push" | "force_push" | "branch_creation" | "pr_merge";
  actor: Account;
}

export interface CheckOutput {
  title: string | null;
  summary: string | null;
  text: string | null;
  annotations: Annotation[];
}

export interface Annotation {
  path: string;
  start_line: number;
  end_line: number;
  annotation_level: "notice" | "warning" | "failure";
  message: string;
  title: string | null;
}

export interface CheckAction {
  label: string;
  description: string;
  identifier: string;
}

export interface CheckRun {
  type: "CheckRun";
  id: number;
  nodeId: string;
  repository: Repository;
  suite: CheckSuite;
  name: string;
  headSha: string;
  externalId: string;
  detailsUrl: string | null;
  status: "queued" | "in_progress" | "completed";
  conclusion: string | null;
  startedAt: number;
  completedAt: number | null;
  output: CheckOutput;
  actions: CheckAction[];
}

export interface CheckSuite {
  type: "CheckSuite";
  id: number;
  nodeId: string;
  repository: Repository;
  headSha: string;
  headBranch: string | null;
  createdAt: number;
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
  collaborators: Map<string, Permission>;
  teams: Map<Team, Permission>;
  checkRuns: CheckRun[];
  checkSuites: CheckSuite[];
  activity: Activity[];
  queue: QueueEntry[];
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
