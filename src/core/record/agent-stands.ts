import type { Stand } from "./stand.js";

/** What overseers' words about an item are bound to, with the moment since which it stands so. */
export interface AgentStands {
  /** A pull request's newest commit; of an issue, nothing. */
  head: Stand;
  /** The item's own text, with the newest commit. */
  text: Stand;
}
