import { readComment, type ParsedCommand, type ReadComment } from "./parse.js";
import type { Comment } from "../facts/snapshot.js";

const known = new WeakMap<Comment, ReadComment>();

/** What a comment says with a slash, read once: every question about who said what goes through all comments. */
export function commentRead(comment: Comment): ReadComment {
  const before = known.get(comment);
  if (before) return before;
  const found = readComment(comment.body);
  known.set(comment, found);
  return found;
}

/** The commands of a comment. */
export function commandsIn(comment: Comment): readonly ParsedCommand[] {
  return commentRead(comment).commands;
}
