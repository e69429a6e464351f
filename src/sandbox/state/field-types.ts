import type { Account } from "./account-types.js";

/** A number, a text or an option, or several options. */
export type FieldContent = string | number | string[];

/** A project that an item is in, with the values it has there. */
export interface ProjectEntry {
  id: number;
  nodeId: string;
  title: string;
  owner: Account;
  fields: Map<string, FieldContent>;
}

/** A result that was reported as a commit status. */
export interface CommitStatus {
  sha: string;
  context: string;
  state: "error" | "failure" | "pending" | "success";
  createdAt: number;
}
