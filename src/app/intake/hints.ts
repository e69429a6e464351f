import { z } from "zod";
import { DOUBTFUL, type Invalidation } from "../../github/events/doubts.js";

/** What a delivery tells every process, not only the one that took it: what to forget, and how new an item is by now. */
export interface Hint {
  forget: Invalidation[];
  newest: { item: string; at: number } | null;
}

const shape = z.object({
  forget: z.array(z.object({ cache: z.enum(DOUBTFUL), scope: z.string() })),
  newest: z.object({ item: z.string(), at: z.number() }).nullable(),
});

/** Puts a hint into a short text; null when it says nothing. */
export function writeHint(hint: Hint): string | null {
  return hint.forget.length === 0 && hint.newest === null ? null : JSON.stringify(hint);
}

/** Reads a hint from another process; null when it is none, as another version may speak differently. */
export function readHint(text: string): Hint | null {
  try {
    return shape.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
