import type { Item } from "./snapshot.js";
import { commentMarker } from "./writes.js";

/** Key of the hidden line by which the issue about what flows between roles is found again. */
export const CONTEXT_MARKER = commentMarker("context");

/**
 * True for the issue that this App keeps about what flows between roles, whatever was made of its text: it opens no other. It is no work, and nobody
 * else's is taken for it.
 */
export function isContextIssue({ kind, author }: Pick<Item, "kind" | "author">): boolean {
  return kind === "issue" && author?.isSelf === true;
}
