import type { Actor } from "../facts/actor.js";
import type { Known, Time } from "../basics/known.js";
import type { Where } from "../facts/read-keys.js";
import type { ItemRecord } from "../record/record.js";

/** What somebody reported of a deployment. */
export interface DeploymentStatus {
  state: "error" | "failure" | "inactive" | "in_progress" | "pending" | "queued" | "success" | "waiting";
  at: Time;
  by: Pick<Actor, "login" | "id" | "type"> | null;
}

/** A deployment to an environment, as GitHub lists it. */
export interface Deployment {
  id: number;
  sha: string;
  at: Time;
  /** Unknown where they are too many to be read whole. */
  statuses: Known<DeploymentStatus[]>;
}

/** Deployments to one environment, newest first. */
export interface DeploymentList {
  deployments: Deployment[];
  /** False where older ones were not read. */
  areAll: boolean;
}

/** What is known of an item that something deployed belongs to. */
export type ItemKnowledge =
  | { is: "known"; record: Pick<ItemRecord, "stage" | "receipts" | "contested"> }
  | { is: "given_up"; as: "not_planned" | "duplicate" }
  | { is: "unknown"; reason: string };

/** An item that a pull request in the range belongs to. */
export interface DeployedItem extends Where {
  number: number;
  /** `#12`, or `owner/name#12`; null: it may not be spoken of here. */
  reference: string | null;
  /** It is older than the policy governs, and only reported. */
  isOld: boolean;
  /** It has to be opened again before anything is handed off. */
  isClosed: boolean;
  knowledge: ItemKnowledge;
}

/** Who made a part of the range: a pull request, or a commit without one. */
export interface MadePart {
  /** `#12`, or the beginning of a commit's id. */
  reference: string;
  /** Ids of the agents that made any of it; unknown where GitHub does not tell who did. */
  agents: Known<string[]>;
}

/** All that a deployment would bring. */
export interface DeployedRange {
  /** The commit of the environment's last success; null: there was none. */
  since: string | null;
  items: DeployedItem[];
  parts: MadePart[];
}
