import { findCommand } from "../core/handoff/commands/find.js";

/** Takes a command's word; returns how to write it, in Markdown. */
export function usageWords(word: string): string {
  const command = findCommand(word);
  return command?.usage ?? `\`${command?.form ?? `/${word}`}\``;
}
