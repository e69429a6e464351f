import { parsePartKey, partText } from "../content/content-parts.js";
import type { MarkdownDocument } from "../document/model.js";
import type { ShownContent } from "./types.js";

/** More of a text nobody reads beside another. */
const MOST = 20_000;
const MOST_IN_ALL = 100_000;

/** Takes what is remembered of an item's parts and its texts; returns the texts of those parts that are content, long ones cut. */
export function contentOf(parts: Readonly<Record<string, unknown>>, texts: ReadonlyMap<string | null, MarkdownDocument>): ShownContent {
  const content = new Map<string, string>();
  let left = MOST_IN_ALL;
  for (const key of Object.keys(parts).toSorted()) {
    const ref = parsePartKey(key);
    if (ref === null || !texts.has(ref.path)) continue;
    const text = partText(ref, texts).slice(0, Math.min(MOST, left));
    left -= text.length;
    content.set(key, text);
  }
  return Object.fromEntries(content);
}
