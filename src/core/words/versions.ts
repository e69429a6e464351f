import type { Versions } from "../record/versions.js";
import { sameLabel } from "../basics/names.js";
import { canonicalJson } from "../basics/digest.js";
import { type LabelEvent, type Snapshot } from "../facts/snapshot.js";

/** Takes a snapshot and the commit of the organisation's policy; returns the versions to remember. */
export function versionsOf({ item, repository, labelEvents, eventsSince }: Snapshot, organisation: string | null): Versions {
  return {
    // The first edit brings the text that was written at first along.
    body: { edits: Math.max(0, item.editCount - 1), editedAt: item.lastEditedAt },
    branch: { head: repository.headSha, pushedAt: repository.pushedAt },
    organisation,
    labels: {
      events: labelEvents.filter(({ actor }) => !actor?.isSelf).length,
      updated: Object.fromEntries(Object.entries(item.labelsUpdated).filter(([label]) => !isOwn(label, labelEvents))),
      ...(eventsSince === undefined ? {} : { read: { since: eventsSince, newest: labelEvents.at(-1)?.id ?? null } }),
    },
  };
}

function isOwn(label: string, events: readonly LabelEvent[]): boolean {
  return events.findLast((event) => event.kind === "labeled" && sameLabel(event.label, label))?.actor?.isSelf === true;
}

/** Which of two looks' versions differ; everything, when there was no look before. */
export interface Moves {
  /** How many edits of the body lie between; null: nobody knows. */
  edits: number | null;
  branch: boolean;
  organisation: boolean;
  labels: boolean;
}

/** Takes the versions of the last look, null without one, and those of now; returns what moved in between. */
export function movesBetween(before: Versions | null, now: Versions): Moves {
  if (before === null) return { edits: null, branch: true, organisation: true, labels: true };
  const edits = now.body.edits - before.body.edits;
  const edited = edits !== 0 || now.body.editedAt !== before.body.editedAt;
  return {
    edits: !edited ? 0 : edits > 0 ? edits : null,
    branch: now.branch.head !== before.branch.head || now.branch.pushedAt !== before.branch.pushedAt,
    organisation: now.organisation !== before.organisation,
    labels: now.labels.events !== before.labels.events || canonicalJson(now.labels.updated) !== canonicalJson(before.labels.updated),
  };
}
