import type { AskedDeployment } from "./facts/deployment.js";
import type { SidecarWish } from "./content/sidecars.js";
import type { Elsewhere, OtherRepository } from "./facts/other-repository.js";
import type { Known, Time } from "./basics/known.js";
import type { ItemRecord } from "./record/record.js";
import type { Need } from "./checks/define.js";
import type { PolicySource } from "./policy/parse.js";
import type { Policy, PolicyProblem, PolicyState } from "./policy/types.js";
import type { Artefacts } from "./facts/artefact.js";
import type { ChangedFile, RepositoryInfo, Snapshot } from "./facts/snapshot.js";
import type { Write } from "./facts/writes.js";

/** Names one thing to look at. `number` covers issues and pull requests; `commit` is a merge-queue commit; `repository` fans out; `context` is what flows between its roles; `deployment` is one that asks for an answer. */
export type WorkKey = {
  installationId: number;
  /** GraphQL node id of the repository: survives renames. */
  repositoryId: string;
  owner: string;
  name: string;
} & (
  | { kind: "item"; number: number }
  | { kind: "commit"; sha: string; ref: string }
  | { kind: "repository" }
  | { kind: "context" }
  | ({ kind: "deployment" } & AskedDeployment)
);

/** Which memberships and permissions the evaluation rests on. */
export interface PeopleNeeded {
  /** login -> role ids */
  roles: { login: string; roles: string[] }[];
  permissions: string[];
  /** Account ids of logins around the item, by key: a login that passed to another account is not taken for the first one. */
  ids?: Record<string, number>;
  /** Logins that somebody typed, whose account id is asked for. */
  accounts?: string[];
  /** Role ids whose membership is read for everybody who reviewed, once the reviews are known (`Snapshot.reviews`). */
  reviewers?: string[];
}

/** Reads items from GitHub. Throws a `TemporaryFault` or `TerminalFault` when the item itself cannot be read whole. */
export interface Reader {
  /** Null when the item is gone (deleted, transferred) . */
  item(number: number): Promise<ItemRead | null>;
  policy(read: PolicyRead): Promise<PolicyState>;
  /** The texts of policy files at any commit (those of `policyAfterMerge`, say), with those of the organisation above them. */
  policyTexts(read: PolicyRead): Promise<PolicyTexts>;
  /** The policy files of any commit; null when GitHub does not have it. */
  policyFilesAt(commit: string): Promise<PolicyFiles | null>;
  /** What a pull request changes of just these files: exact, also where GitHub does not list all that it changes. */
  changesAmong(read: ItemRead, paths: readonly string[]): Promise<Known<ChangedFile[]>>;
  /** By `owner/name` in small letters; what this App cannot see is left out. */
  repositories(names: readonly string[]): Promise<ReadonlyMap<string, OtherRepository>>;
  /** The newest versions of published artefacts at a repository's commit. */
  artefacts(repository: RepositoryInfo, needs: readonly Need[]): Promise<Artefacts>;
  /** Adds what the contract's checks need beyond the item. */
  complete(read: ItemRead, wanted: Wanted): Promise<Snapshot>;
}

/** An item as the first query brings it, with the object ids of the policy files in the same answer. */
export interface ItemRead {
  snapshot: Snapshot;
  policyFiles: PolicyFiles;
  /** The policy files on the head of a pull request; null for issues, and for a head that GitHub does not have (any more). */
  headPolicyFiles: PolicyFiles | null;
  /** When GitHub last saw a change of the item, in whole seconds. */
  updatedAt: Time;
}

/** The part of a reading that the policy depends on. */
export interface PolicyRead {
  snapshot: Pick<Snapshot, "repository">;
  policyFiles: PolicyFiles;
}

/** Policy files as texts, for judging them without putting them in force. */
export interface PolicyTexts {
  own: PolicySource;
  /** Null where there is none, or where the repository is the organisation's own `.github`. */
  organisation: Known<PolicySource | null>;
  /** Files of either that cannot be read. */
  problems: PolicyProblem[];
}

/** The policy files at the default branch: path -> blob id. */
export interface PolicyFiles {
  commit: string;
  files: { path: string; oid: string; size: number | null; mode: number }[];
  /** Folders of policy files whose files are not known, and why. Never to be taken for empty. */
  unlisted?: readonly UnlistedFolder[];
}

/** A folder that is there and could not be listed. */
export interface UnlistedFolder {
  path: string;
  reason: string;
  /** GitHub may list it a moment later. */
  mayPass: boolean;
}

export interface Wanted {
  needs: Need[];
  /** What the documents, once read, make necessary to know. */
  needsIn?(documents: Snapshot["documents"]): Need[] | Promise<Need[]>;
  /** Globs of documents to read when the body links them. */
  documents: string[];
  /** Files of data to read beside those documents. */
  sidecars?: SidecarWish[];
  people: PeopleNeeded;
  policy: Policy;
  /** True right before an acceptance: no cached memberships. */
  fresh: boolean;
  /** What somebody's word has to be proved with; left out when no word depends on it. */
  evidence?: EvidenceNeeded;
  /** Whether linked pull requests are judged: only then it is asked whose they are. */
  linkedPulls?: boolean;
  /** Further repositories, `owner/name`, that the item speaks of. */
  repositories?: string[];
  /** How far another repository counts here; left out: public ones are shown, and none proves anything. */
  elsewhere?(other: OtherRepository): Elsewhere | null;
  /** Files that are read as a pull request leaves them, not as the default branch has them. */
  overlay?: Overlay;
}

/** Which changes have to be dated, see `Evidence`. */
export interface EvidenceNeeded {
  body: boolean;
  /** Every state of the branch from this moment on, with the object ids of these paths. */
  branch: { since: Time; paths: string[] } | null;
  organisation: { since: Time; paths: string[] } | null;
}

/** What a pull request changes: these paths are read at its head, those it removes are missing. */
export interface Overlay {
  commit: string;
  paths: ReadonlyMap<string, "changed" | "removed">;
}

/** Carries out writes in order; returns the ids of what was created, by position. Stops at the first failure by throwing; what is not admitted is passed over, and thrown at the end. */
export interface Writer {
  item(number: number, writes: Write[]): Promise<(number | null)[]>;
}

/** What is remembered of an item. */
export interface StoredItem {
  nodeId: string;
  record: ItemRecord;
  /** What was last posted, by slot (`living`, `check:<sha>`): id on GitHub and hash of the meaning. */
  posted: Record<string, { id: number; hash: string }>;
  handled: number[];
  /** Head of an open pull request at the last evaluation. */
  headSha: string | null;
  updatedAt: Time;
  /** Digest of what it rests on; null before anybody looked for that. */
  reads: string | null;
  /** What others that rest on it were last told: key and hash. */
  told: Record<string, string>;
  /** GitHub does not have it any more, here at least. */
  isGone: boolean;
}
