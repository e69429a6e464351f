import type { Duration } from "../../time/types.js";
import type { Policy } from "../types.js";

/** When the overseer looks at what an agent did; `before_use` holds its work back until then. The strictest first. */
export const MOMENTS = ["before_use", "on_publish", "weekly"] as const;

/** How an agent's work counts: by itself, verified afterwards, or only under a contract. The strictest first. */
export const MODES = ["coordinated", "autonomous"] as const;
export type Mode = (typeof MODES)[number];

/** What kind of work it is; the mode follows from it. */
export interface Task {
  tolerance: "high" | "low";
  tools: "single" | "multiple";
  independence: "self_contained" | "interdependent";
}

/** So many within so long. */
export interface Rate {
  create: number;
  within: Duration;
}

/** What an agent may write. What is left out of it is not granted, but for the limits of a pull request: without one there is none. */
export interface Writes {
  /** Globs of what its pull requests may touch. */
  paths: string[];
  issues: Rate | null;
  comments: Rate | null;
  pullRequests: { open: number | null; files: number | null; lines: number | null };
}

/** An agent and what holds it. Plain data: it travels in `policy.parts`. */
export interface Agent {
  id: string;
  name: string;
  /** Whose agent it is. */
  role: string;
  /** As the file writes them: a bot's end in `[bot]`. */
  accounts: string[];
  /** Path of its real definition. */
  definition: string | null;
  process: string;
  /** Names of artefacts, and of sources outside, as they are shown. */
  inputs: string[];
  outputs: string[];
  oversight: { by: string; when: (typeof MOMENTS)[number] };
  task: Task;
  mode: Mode;
  /** `null`: everything. */
  reads: string[] | null;
  /** `null`: it may only read. */
  writes: Writes | null;
  destructive: { paths: string[]; deletes: "confirm" | "refuse" };
  /** Where it may work on items; null: everywhere. */
  stages: string[] | null;
  /** Environments of GitHub that its changes may be deployed to, in order; null: none is asked for. */
  environments: string[] | null;
  notes: string[];
  /** Path of the file it was read from. */
  file: string;
}

/** Under which id the parts of a policy hold its agents. */
export const AGENTS = "agent";

/** The agents that a policy declares; none without any file. */
export function agentsOf(policy: Pick<Policy, "parts">): readonly Agent[] {
  return (policy.parts?.[AGENTS] as Agent[] | undefined) ?? [];
}

/** True for an agent of which nothing counts before its overseer saw it: that is how it is overseen, or it may not write at all. */
export function isSeenFirst({ oversight, writes }: Pick<Agent, "oversight" | "writes">): boolean {
  return oversight.when === "before_use" || writes === null;
}

/** What the keys of an agent are called among the places. */
export function agentPlace(agent: string, key: string): string {
  return `agent/${agent}/${key}`;
}

/** The list under which an agent's accounts are pinned: the place where they are written. */
export function accountList(agent: string): string {
  return agentPlace(agent, "accounts");
}
