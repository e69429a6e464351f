import type { Stand } from "../record/stand.js";
import type { Void } from "../commands/void.js";
import { isAfter, type Moment } from "../facts/moment.js";
import type { Comment, Snapshot } from "../facts/snapshot.js";
import { samePerson, type Person } from "../facts/person.js";
import { sortOf, type Sort } from "../content/bound-keys.js";

/** Somebody's word: the comment as it stands now, and what it has to be held against. */
export interface Word {
  comment: Comment;
  /** Whose own word counts for nothing here: the author, whoever requested. */
  not: { person: Person; why: "author" | "requester" }[];
  /** What the word is bound to, by key. */
  bound: Readonly<Record<string, Pick<Stand, "since">>>;
  /** What must have come before it. */
  after: readonly Moment[];
}

type Guard = (word: Word) => Void | null;

const changed =
  (...sorts: Sort[]): Guard =>
  ({ bound, comment }) => {
    const keys = Object.entries(bound).flatMap(([key, { since }]) =>
      sorts.includes(sortOf(key)) && !isAfter(comment, since) ? [key] : [],
    );
    return keys.length === 0 ? null : { why: "changed", keys };
  };

/**
 * What lets a word count, one question each, in the order in which a person is told. Acks, confirmations, waivers, delegations and both
 * halves of an override are asked the same. Who may speak at all is a matter of roles, see `people.ts`.
 */
export const GUARDS: Record<string, Guard> = {
  /** As it was written. */
  unedited: ({ comment }) => (comment.lastEditedAt === null ? null : { why: "edited" }),
  /** Not hidden by somebody. */
  shown: ({ comment }) => (comment.isMinimized ? { why: "hidden" } : null),
  /** Nobody takes over their own work. */
  other: ({ not, comment: { author } }) => {
    const own = author && not.find(({ person }) => samePerson(person, author));
    return own ? { why: own.why } : null;
  },
  body: changed("body"),
  documents: changed("document", "artefact"),
  contract: changed("contract", "gate"),
  labels: changed("labels"),
  roles: changed("role"),
  order: ({ after, comment }) => (after.every((moment) => isAfter(comment, moment)) ? null : { why: "too_early" }),
};

/** Takes a word; returns the first reason why it does not count, null when it does. */
export function voidOf(word: Word): Void | null {
  for (const guard of Object.values(GUARDS)) {
    const found = guard(word);
    if (found) return found;
  }
  return null;
}

/** Every reason that concerns what the word is bound to: which of it changed. */
export function changedAfter(word: Word): string[] {
  return Object.values(GUARDS).flatMap((guard) => {
    const found = guard(word);
    return found?.why === "changed" ? found.keys : [];
  });
}

/** Takes the number of a comment; returns it as it stands now, null when it was deleted. */
export function commentNow(snapshot: Snapshot, commentId: number): Comment | null {
  return snapshot.comments.find(({ id }) => id === commentId) ?? null;
}
