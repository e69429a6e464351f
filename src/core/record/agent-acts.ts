/** A comment that was told the ledger as an overseer's word: the newest one. */
export interface ToldWord {
  id: number;
  at: number;
}

/** What the ledger was told of an agent's part in an item. */
export interface AgentAct {
  /** How a pull request stood; left out for issues, of which it is decided once. */
  is?: "within" | "beyond" | "refused";
  why?: string[];
  /** By the word: `agent` or `destructive`. */
  words?: Record<string, ToldWord>;
}

/** By the agent's id; empty for bots that no file declares. */
export type AgentActs = Record<string, AgentAct>;
