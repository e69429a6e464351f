import { canonicalJson, sha256 } from "../basics/digest.js";
import type { ItemRecord, Outgoing } from "../record/record.js";
import { isHeld } from "../handoff/contest.js";
import { heldLabels } from "../handoff/agent-item.js";
import { labelChanges } from "../handoff/item-labels.js";
import { markerState } from "./marker.js";
import type { Policy } from "../policy/types.js";
import type { Comment, Snapshot } from "../facts/snapshot.js";
import type { ItemVerdict } from "../record/verdict.js";
import { commentMarker, type LabelStyle, type Write } from "../facts/writes.js";

/** Key of the one living comment of an item. */
export const LIVING = "living";

/** What was last posted of something: its id on GitHub, and the hash of its meaning and of its text. */
export type Posted = Record<string, { id: number; hash: string }>;

/** What the living comment should be: its meaning decides whether it is written, its text is what is written. */
export interface LivingComment {
  meaning: string;
  body: string;
}

export interface Desired {
  snapshot: Snapshot;
  policy: Policy;
  record: ItemRecord;
  verdict: ItemVerdict | null;
  living: LivingComment | null;
  posted: Posted;
  /** The signed state in the living comment is not ours, or was signed with another key. */
  tampered: boolean;
  style(label: string): LabelStyle;
}

/** The least writes that make GitHub say what was decided, in the order people wait for them. Empty when it says so already. */
export function plan(desired: Desired): Write[] {
  return [...labelWrites(desired), ...outgoingWrites(desired), ...livingWrites(desired)];
}

function labelWrites({ snapshot, policy, record, verdict, style }: Desired): Write[] {
  if (snapshot.item.state === "closed" || verdict?.closed || verdict?.observe) return [];
  const held = heldLabels(snapshot, policy, record);
  const own = verdict === null ? { add: [], remove: [] } : labelChanges(snapshot.item.labels, policy, record);
  const [add, remove] = [
    [...held.add, ...own.add],
    [...held.remove, ...own.remove],
  ];
  const isFree = (label: string) => !isHeld(verdict?.contested, label);
  return [
    ...add.filter(isFree).map((label): Write => ({ kind: "add_label", label: style(label) })),
    ...remove.filter(isFree).map((name): Write => ({ kind: "remove_label", name })),
  ];
}

function outgoingWrites({ snapshot, record }: Desired): Write[] {
  const pending = record.outbox.filter((outgoing) => !isOut(outgoing, snapshot.comments));
  const asks = pending.filter(
    (outgoing) => outgoing.kind === "unassign" || (outgoing.kind === "create_comment" && !outgoing.key.startsWith("reply:")),
  );
  return [...asks, ...pending.filter((outgoing) => !asks.includes(outgoing))];
}

function isOut(outgoing: Outgoing, comments: readonly Comment[]): boolean {
  if (outgoing.kind === "create_comment") return findOwn(comments, outgoing.key) !== null;
  if (outgoing.kind === "unassign") return false;
  const comment = comments.find((candidate) => candidate.id === outgoing.commentId);
  return !comment || comment.ownReactions.includes(outgoing.content);
}

function livingWrites({ snapshot, living, posted, tampered }: Desired): Write[] {
  if (!living) return [];
  const found = findLiving(snapshot.comments) ?? findPosted(snapshot.comments, posted);
  if (!found) return [{ kind: "create_comment", key: LIVING, body: living.body }];
  // An earlier run may have written this and not lived to remember it.
  if (textHash(found.body) === textHash(living.body)) return [];
  const untouched = !tampered && posted["living-text"]?.hash === textHash(found.body);
  return untouched && posted[LIVING]?.hash === living.meaning ? [] : [{ kind: "update_comment", commentId: found.id, body: living.body }];
}

/** This App's own comment with the key, or null. A marker that somebody else wrote is just text. */
export function findOwn(comments: readonly Comment[], key: string): Comment | null {
  return comments.find((comment) => comment.author?.isSelf === true && comment.body.includes(commentMarker(key))) ?? null;
}

/** The living comment: the first of ours that carries its marker, or the state that is in it. */
export function findLiving(comments: readonly Comment[]): Comment | null {
  return (
    findOwn(comments, LIVING) ??
    comments.find((comment) => comment.author?.isSelf === true && comment.body.includes("<!-- baton:state:")) ??
    null
  );
}

/** The comment that was posted as the living one, should somebody have taken every mark off it. */
function findPosted(comments: readonly Comment[], posted: Posted): Comment | null {
  return comments.find((comment) => comment.author?.isSelf === true && comment.id === posted[LIVING]?.id) ?? null;
}

/** Hash of what the living comment means, so that new wording alone is no reason to edit it. */
export function meaningHash(verdict: ItemVerdict, record: ItemRecord): string {
  return sha256(canonicalJson({ verdict, state: markerState(record) }));
}

/** Hash of a comment's text as GitHub gives it back. */
export function textHash(body: string): string {
  return sha256(body.replaceAll("\r\n", "\n").trim());
}
