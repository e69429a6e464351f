/** How many answered commands are remembered of an item's comments, and of its reviews: the youngest. What is older than all of them was answered too. */
const MOST_HANDLED = 500;

/** Beyond these keys everything was answered: below `comment` of comments, above `review` of reviews, whose keys fall. */
export interface AnsweredBeyond {
  comment: number;
  review: number;
}

/** Takes the keys of answered commands; returns those to remember. Acts are applied in the order they were done, so what is left out is older than what is open. */
export function rememberedKeys(answered: readonly number[]): number[] {
  const keys = [...new Set(answered)].toSorted((a, b) => a - b);
  const ofReviews = keys.filter((key) => key < 0).slice(0, MOST_HANDLED);
  return [...ofReviews, ...keys.filter((key) => key >= 0).slice(-MOST_HANDLED)];
}

/** Takes the keys that are remembered; returns beyond which keys everything was answered. */
export function answeredBeyond(remembered: ReadonlySet<number>): AnsweredBeyond {
  const ofReviews = [...remembered].filter((key) => key < 0);
  const ofComments = [...remembered].filter((key) => key >= 0);
  return {
    comment: ofComments.length < MOST_HANDLED ? 0 : ofComments.reduce((lowest, key) => Math.min(lowest, key)),
    review: ofReviews.length < MOST_HANDLED ? 0 : ofReviews.reduce((highest, key) => Math.max(highest, key)),
  };
}
