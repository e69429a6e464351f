import type { Agent } from "../policy/agents/agent.js";

/** What was decided of an issue that an agent opened, once. */
export interface AgentItem {
  /** The agent's id; empty for a bot that no file declares. */
  agent: string;
  /** `within`: it is governed like any other. */
  is: "within" | "over_limit" | "read_only" | "undeclared";
  /** Its overseer confirmed what it says: from then on it is governed, and counts as far as its text is confirmed. */
  released: boolean;
}

/** Which versions of a body were looked through, and whether an agent wrote any. */
export interface AgentText {
  edits: number;
  editedAt: number | null;
  touched: boolean;
}

/** The label of an issue that is not governed, because of the agent that opened it. */
export const OVER_LIMIT = "agent: over limit";

/** What Baton says once of an issue that an agent opened. */
export interface AgentNews {
  what: "held" | "alike";
  item: AgentItem;
  /** Null for a bot that no file declares. */
  agent: Agent | null;
  /** The account that opened it, as people write it. */
  account: string;
  /** Numbers of open issues that say the same in their title. */
  alike: number[];
}

/** An agent that wrote more comments than it may, and the key of what is said of that. */
export interface OverComments {
  key: string;
  agent: Agent;
}

/** True while the issue is not governed, because of the agent that opened it. */
export function isHeldBack(item: AgentItem | undefined): boolean {
  return item !== undefined && item.is !== "within" && !item.released;
}
