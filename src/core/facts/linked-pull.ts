import type { Actor } from "./actor.js";
import type { Time } from "../basics/known.js";

/** Why a linked pull request does not count for the issue it says it closes. */
export type PullDoubt =
  /** Its author may not write to the repository. */
  | { is: "no_write" }
  /** It stands in a repository that is not trusted here. */
  | { is: "untrusted" }
  /** An agent opened it, and its overseer sees what it makes before it is used: only merged by somebody who is none, it was seen. */
  | { is: "agent"; agent: string; merged: boolean }
  | { is: "unknown"; reason: string };

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
  author?: Actor | null;
  /** Left out while it is not merged; null where GitHub does not tell. */
  mergedBy?: Actor | null;
  /** Its head lives in another repository, such as a fork. */
  isCrossRepository?: boolean;
  /** Left out when it counts, or when nothing asks whether it does. */
  doubt?: PullDoubt;
}
