import { suggest } from "../../basics/suggest.js";
import type { CommandWords } from "../our-words.js";
import type { Vouches } from "../../words/look.js";
import type { CommandDefinition } from "./define.js";
import { COMMANDS } from "./registry.js";

const byWord = new Map(COMMANDS.flatMap((command) => [command.name, ...(command.aliases ?? [])].map((word) => [word, command] as const)));

/** Every word that may stand after the slash. */
export const COMMAND_WORDS: readonly string[] = [...byWord.keys()];

/** The command of a word in lower case, or of another word for it; undefined when there is none. */
export function findCommand(word: string): CommandDefinition | undefined {
  return byWord.get(word);
}

/** One slip in a short word, two in a long one: `/retest` is another bot's word, and no `/reject`. */
const slips = (typed: string) => (typed.length < 8 ? 1 : 2);

/** Which words with a slash are ours, and which nearly are. */
export const WORDS: CommandWords = {
  has: (word) => byWord.has(word),
  near: (word) => suggest(word.replace(/[^a-z]+$/, ""), COMMAND_WORDS, slips),
};

/** Whether a word vouches, and how long it may wait to be read. */
export const vouches: Vouches = (word) => findCommand(word)?.vouches ?? null;
