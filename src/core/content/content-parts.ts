import type { ContentRef } from "./content-ref.js";
import type { MarkdownDocument } from "../document/model.js";
import { boundTitle } from "./bound-keys.js";
import { ALWAYS, isReview, type Moment } from "../facts/moment.js";
import type { Snapshot } from "../facts/snapshot.js";

/** A piece of judged content, found in the body (`path: null`) or in a linked document. */
export interface PartRef {
  path: string | null;
  section: string[] | null;
}

/** Stable key of a part: what receipts, drift and memory call it. */
export function partKey(ref: PartRef): string {
  return JSON.stringify(ref.section === null ? [ref.path] : [ref.path, ...ref.section]);
}

/** Reverses `partKey`; null for the key of something that is no content. */
export function parsePartKey(key: string): PartRef | null {
  if (!key.startsWith("[")) return null;
  const [path, ...section] = JSON.parse(key) as [string | null, ...string[]];
  return { path, section: section.length === 0 ? null : section };
}

/** What a person calls the part: its section, else its document. */
export function partTitle(key: string): string {
  const ref = parsePartKey(key);
  if (!ref) return boundTitle(key);
  return ref.section?.[0] ?? ref.path ?? "the body";
}

/** The parts a check's content reference stands for: one in the body, or one in each linked document. */
export function resolveParts(ref: ContentRef, documentPaths: readonly string[]): PartRef[] {
  if (ref.in === "body") return [{ path: null, section: ref.section }];
  return documentPaths.map((path) => ({ path, section: ref.section }));
}

/** Text of a part as it stands. */
export function partText(ref: PartRef, texts: ReadonlyMap<string | null, MarkdownDocument>): string {
  const document = texts.get(ref.path);
  if (!document) return "";
  return ref.section === null ? document.whole.source : (document.section(ref.section)?.source ?? "");
}

/** Moment of the latest change of the body. */
export function changeMoment(snapshot: Snapshot): Moment {
  const { lastEditedAt } = snapshot.item;
  return lastEditedAt === null ? ALWAYS : { at: lastEditedAt, ...seenIn(snapshot) };
}

/** What proves that something was written after this look: a higher id. */
export function seenIn(snapshot: Snapshot): Pick<Moment, "afterComment" | "afterReview"> {
  const afterComment = lastCommentId(snapshot);
  if (snapshot.item.kind === "issue") return { afterComment };
  return { afterComment, afterReview: snapshot.comments.reduce((highest, { id }) => Math.max(highest, isReview(id) ? -id : 0), 0) };
}

/** Highest comment id of the item; 0 without comments. */
export function lastCommentId(snapshot: Snapshot): number {
  return snapshot.comments.reduce((highest, comment) => Math.max(highest, comment.id), 0);
}
