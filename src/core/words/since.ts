import type { Versions } from "../record/versions.js";
import type { Stand } from "../record/stand.js";
import type { Known, Time } from "../basics/known.js";
import { labelKey, sameLabel } from "../basics/names.js";
import type { BranchState } from "../facts/evidence.js";
import { ALWAYS, later, type Moment } from "../facts/moment.js";
import { type LabelEvent, type Snapshot } from "../facts/snapshot.js";
import type { Bound } from "./bound.js";
import type { Moves } from "./versions.js";

/** One look: what it sees, what the last one saw, and how far back words reach. */
export interface Look {
  snapshot: Snapshot;
  moves: Moves;
  before: Versions | null;
  /** The highest ids there are: what has a higher one is written after this look. */
  seen: Pick<Moment, "afterComment" | "afterReview">;
  /** When the oldest word was written that still waits to count or counts; null without any. */
  oldestWord: Time | null;
}

/**
 * Since when something has stood as it does, changing there and back included. Where nothing moved since the last look, that look knew;
 * else what GitHub dates decides; and where it cannot be dated closely, the latest moment at which it may have changed.
 */
export function sinceOf(bound: Bound, last: Stand | undefined, look: Look): Moment {
  switch (bound.kept.in) {
    case "body":
      return bodySince(bound.digest, bound.kept.digestOf, last, look);
    case "labels":
      return labelsSince(bound.digest, bound.kept.digestOf, last, look);
    case "artefact":
      return artefactSince(bound.digest, bound.kept.since, last, look);
    case "files":
      return filesSince(bound.digest, bound.kept, last, look);
  }
}

function bodySince(digest: string, digestOf: (body: string) => string, last: Stand | undefined, look: Look): Moment {
  const { item, evidence } = look.snapshot;
  const stood = last?.digest === digest;
  // One edit leads from what was seen to what is seen: there is nothing in between.
  if (last && stood && (look.moves.edits === 0 || look.moves.edits === 1)) return last.since;
  if (item.lastEditedAt === null) return ALWAYS;
  const edited = { at: item.lastEditedAt, ...look.seen };
  if (!evidence.body.known || (look.moves.edits === 1 && last)) return edited;
  const versions = evidence.body.value;
  for (let index = versions.length - 1; index >= 0; index -= 1) {
    const version = versions[index];
    if (!version || digestOf(version.text) !== digest) return { at: versions[index + 1]?.at ?? item.lastEditedAt, ...look.seen };
    // It stood so before the oldest word: what was earlier matters to nobody.
    if (look.oldestWord !== null && version.at < look.oldestWord) return { at: version.at, afterComment: 0 };
  }
  return ALWAYS;
}

function labelsSince(digest: string, digestOf: (labels: readonly string[]) => string, last: Stand | undefined, look: Look): Moment {
  if (last?.digest === digest && !look.moves.labels) return last.since;
  const { labels: present, labelsUpdated } = look.snapshot.item;
  // Renaming a label is no event of the item, and changes what its old events say.
  const renamed = present.filter((label) => isRead(label, present, digestOf)).map((label) => labelsUpdated[labelKey(label)] ?? 0);
  const updated = renamed.reduce((most, at) => Math.max(most, at), 0);
  const marked = markedSince(digest, digestOf, last, look);
  return updated === 0 ? marked : latest([marked, { at: updated, ...look.seen }]);
}

function markedSince(digest: string, digestOf: (labels: readonly string[]) => string, last: Stand | undefined, look: Look): Moment {
  let labels = look.snapshot.item.labels;
  for (const event of look.snapshot.labelEvents.toReversed()) {
    const has = labels.some((label) => sameLabel(label, event.label));
    if (has !== (event.kind === "labeled")) {
      // The timeline does not lead to what is there: the label was deleted with all its marks.
      if (isRead(event.label, labels, digestOf)) return unknown(look);
      continue;
    }
    labels = toggled(event, labels);
    if (digestOf(labels) !== digest) return { at: event.at, ...look.seen };
  }
  const { eventsSince, labelEvents } = look.snapshot;
  if (eventsSince === undefined) return ALWAYS;
  const seen = look.before?.labels.read?.newest;
  // What came after the newest event of the last look was read: what stood then stood on.
  if (last?.digest === digest && labelEvents.some(({ id }) => id === seen)) return last.since;
  return { at: eventsSince, ...look.seen };
}

/** True when it makes a difference whether the label is there. */
function isRead(label: string, labels: readonly string[], digestOf: (labels: readonly string[]) => string): boolean {
  const others = labels.filter((other) => !sameLabel(other, label));
  return digestOf(others) !== digestOf([...others, label]);
}

function toggled(event: LabelEvent, labels: string[]): string[] {
  const others = labels.filter((label) => !sameLabel(label, event.label));
  return event.kind === "labeled" ? others : [...others, event.label];
}

/** A version stands since the push that brought it. The same one, seen before, may have been pushed away and back meanwhile. */
function artefactSince(digest: string, since: Time | null, last: Stand | undefined, look: Look): Moment {
  const brought = { at: since, ...look.seen };
  if (last?.digest !== digest) return brought;
  const isLater = since !== null && last.since.at !== null && since > last.since.at;
  return look.moves.branch && isLater ? brought : last.since;
}

interface Branch {
  moved: boolean;
  states: Known<BranchState[]>;
  /** No push is later than this; null when nobody knows. */
  pushedAt: Time | null;
  /** Commit at the last look. */
  head: string | null;
}

function filesSince(digest: string, kept: { own: string[]; organisation: string[] }, last: Stand | undefined, look: Look): Moment {
  const { repository, evidence } = look.snapshot;
  const own: Branch = {
    moved: look.moves.branch,
    states: evidence.branch,
    pushedAt: repository.pushedAt,
    head: look.before?.branch.head ?? null,
  };
  const above: Branch = {
    moved: look.moves.organisation,
    states: evidence.organisation,
    pushedAt: null,
    head: look.before?.organisation ?? null,
  };
  const moments = [
    ...(kept.own.length > 0 ? [branchSince(digest, kept.own, own, last, look)] : []),
    ...(kept.organisation.length > 0 ? [branchSince(digest, kept.organisation, above, last, look)] : []),
  ];
  // What changed with no file of its own moving was not pushed at all: a new version of Baton may read it otherwise.
  if (last && last.digest !== digest && moments.every((moment) => moment === null)) return unknown(look);
  return latest(
    moments.map((moment) => moment ?? (last?.digest === digest && !own.moved && !above.moved ? last.since : stoodBefore(look))),
  );
}

/** When files last changed on their branch; null: not since the last look, nor since the oldest word. */
function branchSince(digest: string, paths: string[], branch: Branch, last: Stand | undefined, look: Look): Moment | null {
  if (!branch.moved && last) return null;
  const states = branch.states.known ? branch.states.value : [];
  const now = states.at(-1);
  if (!now) return { at: branch.pushedAt, ...look.seen };
  // The first of that commit: the branch may have left it and come back.
  const seen = states.findIndex((state) => state.commit === branch.head);
  const then = states[seen];
  const same = (a: BranchState, b: BranchState) => a === b || paths.every((path) => isSame(a.files[path], b.files[path]));
  const digestAt = (state: BranchState) => (same(state, now) ? digest : last && then && same(state, then) ? last.digest : null);
  const index = states.findLastIndex((state) => digestAt(state) !== digest);
  if (index < 0) return null;
  const moved = { at: states[index + 1]?.at ?? null, ...look.seen };
  return last?.digest === digest && index < seen && isEarlier(last.since, moved) ? last.since : moved;
}

// Before the last look files may have moved that left the thing as it was: that look could tell, and by its files alone this one cannot.
function isEarlier(a: Moment, b: Moment): boolean {
  return a.at !== null && b.at !== null && a.at < b.at;
}

// What was not asked about proves nothing.
function isSame(a: string | null | undefined, b: string | null | undefined): boolean {
  return a !== undefined && a === b;
}

function stoodBefore({ oldestWord, seen }: Look): Moment {
  return oldestWord === null ? { at: null, ...seen } : { at: oldestWord - 1, afterComment: 0 };
}

function unknown({ seen }: Look): Moment {
  return { at: null, ...seen };
}

/** The latest of several moments. */
export function latest(moments: readonly Moment[]): Moment {
  return moments.reduce(later, ALWAYS);
}
