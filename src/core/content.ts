import type { ContentRef } from "./checks/define.js";
import { sha256 } from "./digest.js";
import type { MarkdownDocument } from "./document/model.js";
import type { ContentPart, ItemRecord } from "./handoff/record.js";
import { ALWAYS, type Moment } from "./moment.js";
import type { Snapshot } from "./snapshot.js";

/** A piece of judged content, found in the body (`path: null`) or in a linked document. */
export interface PartRef {
  path: string | null;
  section: string[] | null;
}

/** Text of a part for digests: empty when the section does not exist. */
export interface PartText {
  key: string;
  path: string | null;
  text: string;
}

/** Stable key of a part: what receipts, drift and memory call it. */
export function partKey(ref: PartRef): string {
  return JSON.stringify(ref.section === null ? [ref.path] : [ref.path, ...ref.section]);
}

/** Key under which the contract of a boundary is remembered next to the content: a changed contract is changed content. */
export function contractKey(stage: { from: string; to: string }): string {
  return `contract:${stage.from}:${stage.to}`;
}

/** Reverses `partKey`; null for a key that is none (the contract's). */
export function parsePartKey(key: string): PartRef | null {
  if (!key.startsWith("[")) return null;
  const [path, ...section] = JSON.parse(key) as [string | null, ...string[]];
  return { path, section: section.length === 0 ? null : section };
}

/** What a person calls the part: its section, else its document. */
export function partTitle(key: string): string {
  const ref = parsePartKey(key);
  if (!ref) return "the contract";
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

/** Compares the parts with what was remembered: an unchanged part keeps its moment, a changed one gets a new one. */
export function observeParts(texts: readonly PartText[], record: ItemRecord, snapshot: Snapshot): Record<string, ContentPart> {
  const parts: Record<string, ContentPart> = {};
  for (const { key, path, text } of texts) {
    const digest = sha256(text);
    const before = Object.hasOwn(record.parts, key) ? record.parts[key] : undefined;
    parts[key] = before?.digest === digest ? before : { digest, since: changeMoment(path, snapshot) };
  }
  return parts;
}

/** Moment of the latest change of the body, or of a document (GitHub does not date those, so only later comments count). */
export function changeMoment(path: string | null, snapshot: Snapshot): Moment {
  const seen = lastCommentId(snapshot);
  if (path !== null) return { at: null, afterComment: seen };
  return snapshot.item.lastEditedAt === null ? ALWAYS : { at: snapshot.item.lastEditedAt, afterComment: seen };
}

/** Highest comment id of the item; 0 without comments. */
export function lastCommentId(snapshot: Snapshot): number {
  return snapshot.comments.reduce((highest, comment) => Math.max(highest, comment.id), 0);
}
