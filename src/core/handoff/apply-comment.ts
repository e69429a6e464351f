import type { Act } from "./acts.js";
import { applyCommand } from "./apply-command.js";
import { findCommand, WORDS } from "./commands/find.js";
import { MOST_AN_HOUR } from "./flood.js";
import { isMute } from "./mute.js";
import type { Answer, Turn } from "./turn.js";

/** No item is read that has more comments, so none that was hidden in time ever counts. */
const MOST_HIDDEN = 5000;

/** Answers the commands beyond what one may command within an hour: at most with one word that they are. */
export function applyFlood(turn: Turn, { keys, comment, tell }: Extract<Act, { kind: "flood" }>): void {
  for (const key of keys) turn.answered.add(key);
  if (tell) answer(turn, comment.id, { kind: "too_many_commands", by: comment.author?.login ?? "ghost", most: MOST_AN_HOUR });
}

/** An act in a comment. */
type CommentAct = Exclude<Act, { kind: "shown" | "flood" }>;

/** Takes an act in a comment; lets it happen, and keeps what its writer is told. */
export function applyComment(turn: Turn, act: CommentAct, observing: boolean): void {
  turn.answered.add(act.key);
  if (act.kind === "hidden") return leaveHidden(turn, act.comment.id);
  const heard = !isMute(turn, act.comment);
  if (heard) turn.seen.add(act.comment.id);
  const { done, reply } = outcomeOf(turn, act, observing);
  if (reply && heard) answer(turn, act.comment.id, reply);
  if (done && (heard || !reply)) turn.done.add(act.comment.id);
}

/** What came of a comment that was read: whether it took effect, and what its writer is told. */
function outcomeOf(
  turn: Turn,
  act: Exclude<CommentAct, { kind: "hidden" }>,
  observing: boolean,
): { done: boolean; reply?: Answer["reply"] } {
  const by = act.comment.author?.login ?? "ghost";
  if (act.kind === "misplaced") return { done: false, reply: { kind: "misplaced_command", by, command: act.word } };
  const word = act.command.name;
  const command = findCommand(word);
  if (!command) return { done: false, reply: { kind: "unknown_command", by, word, suggestion: WORDS.near(word) ?? "help" } };
  if (act.kind === "edited") return { done: false, reply: { kind: "edited", by, command: word } };
  const effect = applyCommand(command, turn, act, observing);
  if (effect.did === "reply") return { done: false, reply: effect.reply };
  if (effect.did === "show") return { done: true, reply: { kind: effect.what === "status" ? "show_status" : "show_help", by } };
  return { done: effect.did !== "nothing" };
}

/** Remembers that a comment was hidden when it was to be read. */
export function leaveHidden(turn: Turn, commentId: number): void {
  turn.record.hidden = [...new Set([commentId, ...turn.record.hidden])].slice(0, MOST_HIDDEN);
}

/** Keeps what the writer of a comment is told. */
export function answer(turn: Turn, commentId: number, reply: Answer["reply"]): void {
  turn.answers.push({ commentId, reply });
}
