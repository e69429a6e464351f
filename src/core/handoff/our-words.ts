import { commentRead, commandsIn } from "../commands/commands-in.js";
import type { ParsedCommand } from "../commands/parse.js";
import type { Comment } from "../facts/snapshot.js";

/** Tells our commands' words from those of other bots; what each of ours does is not asked here. */
export interface CommandWords {
  /** True for a word of ours, in lower case. */
  has(word: string): boolean;
  /** The word of ours that this one was probably meant to be; null: it is somebody else's. */
  near(word: string): string | null;
}

/** Takes a comment; returns the commands in it that are for us, with their places. What a bot nearly wrote is no slip of its fingers. */
export function commandsForUs(comment: Comment, words: CommandWords): { command: ParsedCommand; index: number }[] {
  const isBot = comment.author?.type === "Bot";
  return commandsIn(comment)
    .map((command, index) => ({ command, index }))
    .filter(({ command: { name } }) => words.has(name) || (!isBot && words.near(name) !== null));
}

/** Takes a comment; returns the word of ours in it that stands where no command is read, unless the comment only speaks of commands. */
export function misplacedWord(comment: Comment, words: CommandWords): string | null {
  const { misplaced, mentioned } = commentRead(comment);
  return mentioned.some((word) => words.has(word)) ? null : (misplaced.find((word) => words.has(word)) ?? null);
}
