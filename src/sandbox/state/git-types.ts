import type { Account } from "./account-types.js";

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
