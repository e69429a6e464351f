import type { Account } from "./account-types.js";

export type DeploymentState = "error" | "failure" | "inactive" | "in_progress" | "pending" | "queued" | "success" | "waiting";

export interface DeploymentStatus {
  id: number;
  nodeId: string;
  state: DeploymentState;
  creator: Account;
  createdAt: number;
}

/** What an App said to a run that waits for its protection rule. */
export interface Protection {
  /** Null while it waits. */
  answer: { state: "approved" | "rejected"; comment: string; at: number } | null;
  /** Status reports, oldest first. */
  reports: string[];
}

export interface Deployment {
  id: number;
  nodeId: string;
  /** The workflow run that deploys. */
  run: number;
  environment: string;
  sha: string;
  ref: string;
  creator: Account;
  createdAt: number;
  /** Oldest first. */
  statuses: DeploymentStatus[];
  /** Null where the environment has no rule of the App's. */
  protection: Protection | null;
  /** Another rule of the environment that was not passed yet. */
  awaitsMore: boolean;
}
