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
  /** Reviews with a higher id were submitted after it. Left out where no review was looked for: then their ids prove nothing. */
  afterReview?: number;
}

/** Before everything: for what has been so since the item exists. */
export const ALWAYS: Moment = { at: 0, afterComment: 0 };

/** Takes a review's REST id; returns the number that it has among the comments, whose ids cannot be compared with reviews'. */
export function reviewNumber(id: number): number {
  return -id;
}

/** True for the number of a review. */
export function isReview(number: number): boolean {
  return number < 0;
}

/** Takes a comment and the youngest that was seen; returns whether it may be younger: of a review nothing is remembered. */
export function mayBeNews({ id }: { id: number }, seenComment: number): boolean {
  return isReview(id) || id > seenComment;
}

/** The moment somebody wrote something, by its number and time: what is of the other kind is older or younger by time only. */
export function momentOfWord(number: number, at: Time): Moment {
  return { at, afterComment: isReview(number) ? Number.MAX_SAFE_INTEGER : number };
}

/** True when the comment provably was written after the moment. A tie is no proof. */
export function isAfter({ id, createdAt }: { id: number; createdAt: Time }, moment: Moment): boolean {
  if (moment.at !== null && createdAt > moment.at) return true;
  return isReview(id) ? -id > (moment.afterReview ?? Number.MAX_SAFE_INTEGER) : id > moment.afterComment;
}

/** The later of two moments, as far as it is known. */
export function later(a: Moment, b: Moment): Moment {
  const at = a.at === null || b.at === null ? null : Math.max(a.at, b.at);
  const reviews = [a, b].map((one) => one.afterReview ?? (one.at === 0 ? 0 : undefined));
  const afterComment = Math.max(a.afterComment, b.afterComment);
  const [first, other] = reviews;
  const isKnown = first !== undefined && other !== undefined && (a.afterReview !== undefined || b.afterReview !== undefined);
  return isKnown ? { at, afterComment, afterReview: Math.max(first, other) } : { at, afterComment };
}
