import type { Repository } from "./types.js";

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
  /** Slug of the App whose suite it is. */
  app: string;
  createdAt: number;
}
