import type { ReactionContent } from "./snapshot.js";

/** A label as Baton creates it when the repository lacks it. */
export interface LabelStyle {
  name: string;
  /** Six hex digits. */
  color: string;
  description: string;
}

/** One call that changes something on GitHub. Each is safe to repeat: the planner looks for its earlier result first. */
export type Write =
  /** Creates a label unless the repository is known to have it. */
  | { kind: "create_label"; label: LabelStyle }
  | { kind: "add_label"; label: LabelStyle }
  | { kind: "remove_label"; name: string }
  /** Takes accounts off an item; one that is not assigned stays so. */
  | { kind: "unassign"; accounts: string[] }
  | { kind: "react"; commentId: number; content: ReactionContent }
  /** `key` is in the body as `<!-- baton:key -->`, and finds the comment again. */
  | { kind: "create_comment"; key: string; body: string }
  | { kind: "update_comment"; commentId: number; body: string }
  /** An issue of this App's own, found again by a hidden line in its body. */
  | { kind: "create_issue"; title: string; body: string }
  | { kind: "update_issue"; number: number; body: string }
  /** Answers a deployment that asks, or, without a state, only reports. Nothing is ever rejected. */
  | { kind: "review_deployment"; run: number; environment: string; state: "approved" | null; comment: string }
  | { kind: "create_check_run"; run: CheckRun }
  | { kind: "update_check_run"; id: number; run: CheckRun };

/** A completed check run. `neutral` and `skipped` satisfy a required check and are therefore not in the type. */
export interface CheckRun {
  name: string;
  headSha: string;
  externalId: string;
  conclusion: "success" | "failure" | "action_required";
  detailsUrl: string | null;
  output: { title: string; summary: string; text: string; annotations?: Annotation[] };
  actions: { label: string; description: string; identifier: string }[];
}

/** A remark at a line of a file, shown next to it in the pull request. GitHub keeps every one it was ever given for a run. */
export interface Annotation {
  path: string;
  /** From 1. */
  line: number;
  column: number;
  level: "failure" | "warning";
  title: string;
  message: string;
}

/** The hidden line that marks one of our own comments. */
export function commentMarker(key: string): string {
  return `<!-- baton:${key} -->`;
}
