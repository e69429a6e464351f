import type { Time } from "../basics/known.js";
import { commandsIn } from "../commands/commands-in.js";
import { seenIn } from "../content/content-parts.js";
import { spellings } from "../document/names.js";
import type { ItemRecord } from "../record/record.js";
import { isAfter, mayBeNews } from "../facts/moment.js";
import { INHERITED } from "../policy/organisation/organisation.js";
import { filesOfRole } from "../policy/roles/role-system.js";
import { CONFIG_PATH } from "../policy/paths.js";
import type { Policy } from "../policy/types.js";
import type { EvidenceNeeded } from "../ports.js";
import type { Comment, Snapshot } from "../facts/snapshot.js";
import { boundKey } from "../content/bound-keys.js";
import type { Look } from "./since.js";
import { movesBetween, versionsOf } from "./versions.js";

/** How a word vouches for what stands there: read once, when it is new, or at every look. */
export type Vouching = "when new" | "always";
/** Tells of a command's word how it vouches; null: not at all. */
export type Vouches = (word: string) => Vouching | null;

/** What one look sees, what is remembered, and which words vouch. */
export interface Looked {
  snapshot: Snapshot;
  policy: Policy;
  record: ItemRecord;
  vouches: Vouches;
}

/** Takes what one look sees and what is remembered; returns what dating needs of it. */
export function lookOf({ snapshot, policy, record, vouches }: Looked): Look {
  const before = isNew(policy, record) ? null : record.versions;
  return {
    snapshot,
    moves: movesBetween(before, versionsOf(snapshot, policy.source.organisation ?? null)),
    before: record.versions,
    seen: seenIn(snapshot),
    oldestWord: oldestWord(snapshot, record, vouches),
  };
}

// A boundary that was never looked at has nothing that was seen to stand.
function isNew(policy: Policy, { parts, stage, handoff }: ItemRecord): boolean {
  const ahead = policy.contracts.filter(
    (contract) => contract.stage.from === stage && (handoff === null || handoff.to === contract.stage.to),
  );
  return ahead.length > 0 && !ahead.some((contract) => Object.hasOwn(parts, boundKey.contract(contract.stage)));
}

/**
 * Takes an item as read with what it is looked at by, and the paths of the documents it links; returns which changes have to be dated
 * before the words that wait or count can be judged, null when none. Where nothing moved since the last look, or nothing after the oldest
 * word, nothing is asked.
 */
export function evidenceNeeded(looked: Looked, documents: readonly string[]): EvidenceNeeded | null {
  const { moves, oldestWord: since } = lookOf(looked);
  if (since === null) return null;
  const { snapshot, policy } = looked;
  const { item, repository } = snapshot;
  // After one edit, what was seen tells what stood before: but not of a part that only a changed contract reads.
  const tells = moves.edits === 0 || (moves.edits === 1 && !moves.branch && !moves.organisation);
  const body = item.lastEditedAt !== null && item.lastEditedAt >= since && !tells;
  const contracts = policy.contracts.flatMap(({ file, gates }) => [file, ...gates.flatMap((gate) => gate.file ?? [])]);
  const files = [...new Set([...contracts, ...Object.keys(policy.roles).flatMap((role) => filesOfRole(policy, role))])];
  const own = [CONFIG_PATH, ...files.filter((file) => !file.startsWith(INHERITED)), ...documents.flatMap(spellings)];
  const above = [CONFIG_PATH, ...files.filter((file) => file.startsWith(INHERITED)).map((file) => file.slice(INHERITED.length))];
  const pushed = moves.branch && (repository.pushedAt === null || repository.pushedAt >= since);
  const organisation = moves.organisation && Boolean(policy.source.organisation);
  if (!body && !pushed && !organisation) return null;
  return { body, branch: pushed ? { since, paths: own } : null, organisation: organisation ? { since, paths: above } : null };
}

/** When the oldest word was written that counts, or waits to be read; null without any. */
function oldestWord(snapshot: Snapshot, record: ItemRecord, vouches: Vouches): Time | null {
  const kept = keptWords(record);
  const times = snapshot.comments
    .filter((comment) => kept.has(comment.id) || mayCount(comment, record, vouches))
    .map(({ createdAt }) => createdAt);
  return times.length === 0 ? null : times.reduce((first, time) => Math.min(first, time));
}

function keptWords({ handoff, waivers, delegations }: ItemRecord): Set<number> {
  const override = handoff?.override;
  return new Set([
    ...(handoff?.state === "awaiting" ? handoff.acks : []).map(({ commentId }) => commentId),
    ...waivers.map(({ commentId }) => commentId),
    ...delegations.map(({ commentId }) => commentId),
    ...(override ? [override.askedIn, ...(override.first ? [override.first.commentId] : [])] : []),
  ]);
}

// A confirmation is read from its comment at every look; everything else once.
function mayCount(comment: Comment, record: ItemRecord, vouches: Vouches): boolean {
  if (comment.author?.isSelf || comment.lastEditedAt !== null || comment.isMinimized) return false;
  const isNews = mayBeNews(comment, record.seenComment);
  const isOfStage = isAfter(comment, record.entered);
  const counts = { "when new": isNews, always: isOfStage };
  return (isNews || isOfStage) && commandsIn(comment).some(({ name }) => countsNow(vouches(name), counts));
}

function countsNow(how: Vouching | null, counts: Record<Vouching, boolean>): boolean {
  return how !== null && counts[how];
}
