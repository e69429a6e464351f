import type { Time } from "../basics/known.js";

/**
 * When something came to be, as far as GitHub lets us prove it. Timestamps have a resolution of one second, so a tie proves
 * nothing; but a comment that was not yet there when Baton had already seen the thing certainly came later.
 */
export interface Moment {
  /** GitHub's own time of the change; null when GitHub does not tell. */
  at: Time | null;
  /** Comments with a higher id were written after Baton had seen the change. */
  afterComment: number;
}

/** Before everything: for what has been so since the item exists. */
export const ALWAYS: Moment = { at: 0, afterComment: 0 };

/** True when the comment provably was written after the moment. A tie is no proof. */
export function isAfter(comment: { id: number; createdAt: Time }, moment: Moment): boolean {
  return comment.id > moment.afterComment || (moment.at !== null && comment.createdAt > moment.at);
}
