import type { Item } from "./snapshot.js";
import { commentMarker } from "./writes.js";

/** Key of the hidden line by which the issue about what flows between roles is found again. */
export const CONTEXT_MARKER = commentMarker("context");

/** True for the issue that this App keeps about what flows between roles: it is no work, and nobody else's is taken for it. */
export function isContextIssue({ kind, author, body }: Pick<Item, "kind" | "author" | "body">): boolean {
  return kind === "issue" && author?.isSelf === true && body.includes(CONTEXT_MARKER);
}
