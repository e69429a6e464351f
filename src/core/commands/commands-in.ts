import { parseCommands, type ParsedCommand } from "./parse.js";
import type { Comment } from "../facts/snapshot.js";

const known = new WeakMap<Comment, readonly ParsedCommand[]>();

/** The commands of a comment, read once: every question about who said what goes through all comments. */
export function commandsIn(comment: Comment): readonly ParsedCommand[] {
  const before = known.get(comment);
  if (before) return before;
  const found = parseCommands(comment.body);
  known.set(comment, found);
  return found;
}
