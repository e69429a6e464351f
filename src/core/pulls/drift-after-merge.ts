import type { Time } from "../basics/known.js";
import { parsePartKey, partText, partTitle } from "../content/content-parts.js";
import { sha256 } from "../basics/digest.js";
import { flipOf, standingOf } from "./flips.js";
import type { ItemRecord } from "../record/record.js";
import { acksIn } from "../record/state.js";
import type { ItemAfterMerge } from "./items-after-merge.js";
import type { Policy } from "../policy/types.js";
import type { Snapshot } from "../facts/snapshot.js";
import { readTexts, type Texts } from "../content/item-texts.js";

type Looked = Omit<ItemAfterMerge, "number" | "title">;

/** One item under the policy in force and under the one that would be, each with what its gates need. */
export interface MergeOfPolicy {
  before: { policy: Policy; snapshot: Snapshot };
  after: { policy: Policy; snapshot: Snapshot };
  record: ItemRecord;
  now: Time;
}

/** One item with its documents as they are and as they would be. */
export interface MergeOfDocuments {
  policy: Policy;
  before: Snapshot;
  after: Snapshot;
  record: ItemRecord;
  now: Time;
}

/** What becomes of an item when one policy takes another's place. */
export function afterPolicy({ before, after, record, now }: MergeOfPolicy): Looked {
  const was = standingOf(before.policy, before.snapshot, record, now);
  const is = standingOf(after.policy, after.snapshot, record, now);
  return { flip: flipOf(was, is), drift: [], voidsAcks: false };
}

/** What becomes of an item when documents that it links change. */
export function afterDocuments({ policy, before, after, record, now }: MergeOfDocuments): Looked {
  const flip = flipOf(standingOf(policy, before, record, now), standingOf(policy, after, record, now));
  const acked = acksIn(record.handoff).length > 0;
  const texts = { before: readTexts(before, policy), after: readTexts(after, policy) };
  const changed = changedParts(Object.keys(record.parts), texts);
  return { flip, drift: drifting(record, texts).map(partTitle), voidsAcks: acked && changed.length > 0 };
}

type BeforeAndAfter = Record<"before" | "after", Texts>;

function drifting(record: ItemRecord, texts: BeforeAndAfter): string[] {
  return changedParts(Object.keys(record.handedOff), texts).filter((key) => {
    const ref = parsePartKey(key);
    return ref !== null && record.handedOff[key] === sha256(partText(ref, texts.before.byPath));
  });
}

function changedParts(keys: readonly string[], { before, after }: BeforeAndAfter): string[] {
  return keys.filter((key) => {
    const ref = parsePartKey(key);
    return ref !== null && partText(ref, before.byPath) !== partText(ref, after.byPath);
  });
}
