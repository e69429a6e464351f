/** What stands against a pull request because of who made it. */
export type AgentRefusal =
  /** It may only read. */
  | { why: "read_only"; agent: string }
  /** Files that it may not touch; `total` where there are more than are named. */
  | { why: "outside"; agent: string; files: string[]; total: number }
  | { why: "too_large"; agent: string; what: "files" | "lines"; is: number; most: number }
  /** More of its pull requests are open than may be; `open`: this is the how-manieth. */
  | { why: "too_many"; agent: string; open: number; most: number }
  /** What it deletes no word lifts. */
  | { why: "deletes"; agent: string; files: string[]; total: number }
  /** It works under a contract only, and no governed issue is closed. */
  | { why: "no_contract"; agent: string }
  /** It may not work on the issue where that stands. */
  | { why: "stage"; agent: string; reference: string; stage: string }
  /** No file declares the account, and the policy refuses those. */
  | { why: "undeclared"; account: string }
  | { why: "unread"; agent: string | null; reason: string }
  /** Waits for a word about this very commit. */
  | { why: "destructive"; agent: string; role: string; files: string[]; total: number }
  /** Waits for a word about this very commit and description. */
  | { why: "unconfirmed"; agent: string; role: string };

/** What agents mean for a pull request; left out of its verdict where none made it. */
export interface AgentStanding {
  refusals: AgentRefusal[];
  /** Bots that no file declares, where the policy only reports that. */
  undeclared: string[];
}

/** True for what a word of the overseer lifts. */
export function isWaiting({ why }: AgentRefusal): boolean {
  return why === "destructive" || why === "unconfirmed";
}
