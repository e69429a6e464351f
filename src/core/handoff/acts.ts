import type { Actor } from "../facts/actor.js";
import type { Time } from "../basics/known.js";
import { MOST_COMMANDS, type ParsedCommand } from "../commands/parse.js";
import type { Stage } from "../policy/types.js";
import type { Comment } from "../facts/snapshot.js";
import { shownStages, stageSourceOf } from "../stages/sources.js";
import type { StageEvent } from "../stages/stage-source.js";
import { commandsForUs, misplacedWord } from "./our-words.js";
import type { Turn } from "./turn.js";

/** Something a person did that may move the item, in the order it was done. Whether there is such a command is not asked here. */
export type Act =
  /** A stage was put on the item where stages are shown. */
  | { kind: "shown"; at: Time; order: number; to: string; event: StageEvent; actor: Actor | null }
  | { kind: "command"; at: Time; order: number; key: number; comment: Comment; command: ParsedCommand }
  /** In a comment that was edited: no command. */
  | { kind: "edited"; at: Time; order: number; key: number; comment: Comment; command: ParsedCommand }
  /** One of ours where no command is read. */
  | { kind: "misplaced"; at: Time; order: number; key: number; comment: Comment; word: string }
  /** In a comment that somebody hid before it was read: no command, and none when it is shown again. */
  | { kind: "hidden"; at: Time; order: number; key: number; comment: Comment }
  /** Commands of a comment beyond what its writer may command within an hour; `tell`: they are told so under this one. */
  | { kind: "flood"; at: Time; order: number; keys: number[]; comment: Comment; tell: boolean };

// Ten commands at most are read from a comment, so its index fits in one digit.
const COMMANDS_PER_COMMENT = MOST_COMMANDS;
const CLOCK_TOLERANCE = 60_000;

/** Key of the n-th command of a comment. */
export function commandKey(commentId: number, index: number): number {
  return commentId * COMMANDS_PER_COMMENT + index;
}

/** Key of the one hint that a comment without commands may be given. */
export function misplacedKey(commentId: number): number {
  return commandKey(commentId, 0);
}

/** True when the command was answered before this turn. */
export function wasAnswered({ handled, answeredBeyond: beyond }: Pick<Turn, "handled" | "answeredBeyond">, key: number): boolean {
  return (key < 0 ? key > beyond.review : key < beyond.comment) || handled.has(key);
}

/** True when the comment is older than Baton's first sight of a policy here: what it says was meant for nobody. */
export function isBeforeBaton({ firstSeen }: Pick<Turn, "firstSeen">, { createdAt }: Comment): boolean {
  return createdAt < firstSeen - CLOCK_TOLERANCE;
}

/** Every act that was not yet answered, oldest first. */
export function openActs(turn: Turn): Act[] {
  const commands = turn.snapshot.comments.flatMap((comment) => commandActs(comment, turn));
  return [...shownActs(turn), ...commands].toSorted((a, b) => a.at - b.at || a.order - b.order);
}

function commandActs(comment: Comment, turn: Turn): Act[] {
  if (comment.author?.isSelf || isBeforeBaton(turn, comment)) return [];
  const ours = commandsForUs(comment, turn.words);
  if (ours.length === 0) return misplacedAct(comment, turn);
  const open = ours
    .map(({ command, index }) => ({ command, key: commandKey(comment.id, index) }))
    .filter(({ key }) => !wasAnswered(turn, key));
  const [first] = open;
  const tell = turn.flood.get(comment.id);
  if (first && tell !== undefined)
    return [{ kind: "flood", at: comment.createdAt, order: first.key, keys: open.map(({ key }) => key), comment, tell }];
  return open.map(({ command, key }) => toAct(comment, command, key));
}

// Only while it is news: nobody is taught how to write what was said long ago.
function misplacedAct(comment: Comment, turn: Turn): Act[] {
  const isSilent = comment.author?.type === "Bot" || comment.isMinimized || comment.lastEditedAt !== null;
  if (isSilent || comment.id <= turn.record.seenComment) return [];
  const key = misplacedKey(comment.id);
  const word = misplacedWord(comment, turn.words);
  return word === null || wasAnswered(turn, key) ? [] : [{ kind: "misplaced", at: comment.createdAt, order: key, key, comment, word }];
}

function toAct(comment: Comment, command: ParsedCommand, key: number): Act {
  const base = { at: comment.createdAt, order: key, key, comment };
  if (comment.isMinimized) return { kind: "hidden", ...base };
  return { kind: comment.lastEditedAt === null ? "command" : "edited", command, ...base };
}

function shownActs(turn: Turn): Act[] {
  return openWishes(turn).map(({ stage, event }) => ({ kind: "shown", at: event.at, order: 0, to: stage.id, event, actor: event.actor }));
}

/** Other stages than its own that somebody put on the item, and that nobody has answered yet. */
export function openWishes(turn: Turn): { stage: Stage; event: StageEvent }[] {
  return otherStages(turn).flatMap((stage) => {
    const event = stageSourceOf(turn.policy).wished(turn.snapshot, stage);
    return event && !turn.record.handledEvents.includes(event.id) ? [{ stage, event }] : [];
  });
}

/** Stages that the item shows though it is not in them. */
export function otherStages(turn: Pick<Turn, "policy" | "snapshot" | "record">): Stage[] {
  return shownStages(turn).filter((stage) => stage.id !== turn.record.stage);
}
