import type { Output } from "../common/with-store.js";
import type { Ask } from "../common/prompt.js";

/** What `baton init` takes. */
export interface InitOptions {
  from?: string;
  to?: string;
  giver?: string;
  taker?: string;
  /** Further roles with their people, as role=people. */
  role?: string[];
  /** How roles take part, as role=stage:lead,stage:support. */
  engagement?: string[];
  /** An agent of the giving role, as name=account. */
  agent?: string;
  /** Globs of what the agent may write. */
  writes?: string;
  /** Three times yes or no: a mistake is cheap, one tool, nothing else hangs on it. */
  task?: string;
  startWith?: "shipped" | "small";
  yes?: boolean;
  force?: boolean;
}

/** What the command needs of the world; `ask` is null where nobody can be asked. */
export interface InitWorld {
  output: Output;
  ask: Ask | null;
  now: number;
  /** What the shell knows this program by; default: `baton`. */
  program?: string;
}
