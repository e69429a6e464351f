import { rememberedKeys } from "../../core/handoff/answered-keys.js";
import { commandKey, misplacedKey } from "../../core/handoff/acts.js";
import { isReview } from "../../core/facts/moment.js";
import { commandsIn } from "../../core/commands/commands-in.js";
import type { Comment, Snapshot } from "../../core/facts/snapshot.js";

/** Key of the one answer to the commands of many comments: the first and the last of them. */
export function manyAnswersKey(ids: readonly number[]): string {
  const comments = ids.filter((id) => !isReview(id));
  const inOrder = (comments.length > 0 ? comments : ids).toSorted((a, b) => a - b);
  return `reply:${inOrder[0]}-${inOrder.at(-1)}`;
}

const MANY = /<!-- baton:reply:(\d{1,20})-(\d{1,20}) -->\s*$/;

/** Which commands were answered before the store was lost: our own reactions tell, and the answers to many at once. */
export function answeredOnGitHub({ comments }: Pick<Snapshot, "comments">): number[] {
  const ranges = comments.flatMap((comment) => (comment.author?.isSelf ? rangeIn(comment) : []));
  // Reviews carry no reactions of ours: where we were before, they count as answered, and who meant one repeats it.
  const wasHere = comments.some(({ author }) => author?.isSelf);
  const answered = comments.filter(
    ({ id, ownReactions }) =>
      (isReview(id) && wasHere) || ownReactions.length > 0 || ranges.some(({ first, last }) => first <= id && id <= last),
  );
  return rememberedKeys(
    answered.flatMap((comment) => [
      misplacedKey(comment.id),
      ...commandsIn(comment).map((_command, index) => commandKey(comment.id, index)),
    ]),
  );
}

function rangeIn({ body }: Comment): { first: number; last: number }[] {
  const [, first, last] = MANY.exec(body.trimEnd()) ?? [];
  return first === undefined || last === undefined ? [] : [{ first: Number(first), last: Number(last) }];
}
