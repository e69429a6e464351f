/** What GitHub says about one item at one moment. Plain data, filled by `src/github`, judged by the core. */

/** Epoch milliseconds. */
export type Time = number;

/** A fact that was read, or the reason why it could not be. Unknown never counts as good news. */
export type Known<T> = { known: true; value: T } | { known: false; reason: string };

export type ActorType = "User" | "Bot" | "Organization" | "Mannequin" | "EnterpriseUserAccount";

/** Someone who acts on GitHub. A deleted account ("ghost") is `null` wherever an actor is expected. */
export interface Actor {
  /** As GitHub spells it; compare with `sameLogin`. GraphQL spells a bot without its `[bot]` suffix, and so do we. */
  login: string;
  type: ActorType;
  /** True for this App itself. */
  isSelf: boolean;
}

export interface RepositoryInfo {
  nodeId: string;
  owner: string;
  name: string;
  defaultBranch: string;
  /** Commit of the default branch that policy and documents are read at. */
  headSha: string;
}

/** An issue or pull request comment; `lastEditedAt` is the only trustworthy edit fact GitHub gives. */
export interface Comment {
  /** REST id: ascending in order of creation. */
  id: number;
  nodeId: string;
  author: Actor | null;
  body: string;
  createdAt: Time;
  lastEditedAt: Time | null;
  url: string;
  /** Reactions this App has left on the comment, in REST spelling. */
  ownReactions: ReactionContent[];
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

export interface PullRequestRef {
  nodeId: string;
  /** Node id of its repository. */
  repositoryId: string;
  repository: string;
  number: number;
  title: string;
  state: "open" | "closed" | "merged";
  isDraft: boolean;
  headSha: string;
  createdAt: Time;
  url: string;
}

/** A file the item links, read at `RepositoryInfo.headSha`. */
export interface LinkedDocument {
  /** Path from the repository's root. */
  path: string;
  /** Git blob id, when the file was found. */
  oid: string | null;
  /** True when the commit certainly holds no such file, rather than that it was not looked up. */
  missing?: boolean;
  content: Known<string>;
}

export interface PullRequestFacts {
  headSha: string;
  headRef: string;
  baseRef: string;
  isDraft: boolean;
  merged: boolean;
  closingIssues: IssueRef[];
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
  assignees: string[];
  milestone: string | null;
  pullRequest: PullRequestFacts | null;
}

/** Whether somebody holds a role; `unknown` always refuses. */
export type Membership = { is: "member" } | { is: "not_member" } | { is: "unknown"; reason: string };

export type Permission = "none" | "read" | "triage" | "write" | "maintain" | "admin";

/** What is known of the people who acted on the item, keyed by lower-case login. */
export interface People {
  /** role id -> login -> membership */
  memberships: Record<string, Record<string, Membership>>;
  permissions: Record<string, Known<Permission>>;
}

/** A reference found in text, to be resolved inside GitHub only. */
export interface LinkRef {
  kind: "issue" | "pr" | "commit" | "file" | "url";
  /** Canonical form, the key of `Snapshot.links`: `owner/name#12`, `owner/name@sha`, a path, or an URL. */
  key: string;
}

/** Everything one evaluation may look at. What was not needed is absent, what failed is an unknown. */
export interface Snapshot {
  repository: RepositoryInfo;
  item: Item;
  comments: Comment[];
  labelEvents: LabelEvent[];
  assignedEvents: AssignedEvent[];
  /** Pull requests that close this issue. */
  linkedPullRequests: PullRequestRef[];
  /** Open "blocked by" dependencies and closed ones, when a gate needs them. */
  blockedBy: Known<IssueRef[]>;
  subIssues: Known<IssueRef[]>;
  issueType: Known<string | null>;
  documents: LinkedDocument[];
  /** `LinkRef.key` -> whether it exists. */
  links: Record<string, Known<boolean>>;
  people: People;
}

/** Compares two logins the way GitHub does: letters' case does not matter, nor a bot's `[bot]` suffix. */
export function sameLogin(a: string, b: string): boolean {
  return loginKey(a) === loginKey(b);
}

/** The key of a login in maps. */
export function loginKey(login: string): string {
  return login.toLowerCase().replace(/\[bot\]$/, "");
}

/** Compares two label names the way GitHub does. */
export function sameLabel(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
