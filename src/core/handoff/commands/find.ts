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

/** Whether a word vouches, and how long it may wait to be read. */
export const vouches: Vouches = (word) => findCommand(word)?.vouches ?? null;
