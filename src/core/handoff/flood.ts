import type { Time } from "../basics/known.js";
import type { Comment } from "../facts/snapshot.js";
import { commandsForUs, type CommandWords } from "./our-words.js";

/** How many commands of one person an item takes within an hour. What is beyond is not read, so that nobody else's words are lost in it. */
export const MOST_AN_HOUR = 50;
const HOUR = 3_600_000;

/** Comments whose commands are not read because their writer wrote too many; true for the one under which that is told, once an hour. */
export type Flood = ReadonlyMap<number, boolean>;

interface Writer {
  /** When each command that counts was written, oldest first. */
  times: Time[];
  /** When a comment was last beyond the bound. */
  beyondAt: Time;
}

/**
 * Takes an item's comments in order; returns those that are beyond what their writer may command within an hour. A comment counts with all its commands
 * or not at all. A function of the comments alone, so that a lost database changes nothing.
 */
export function floodIn(comments: readonly Comment[], words: CommandWords): Flood {
  const writers = new Map<number, Writer>();
  const beyond = new Map<number, boolean>();
  for (const comment of comments) {
    const count = comment.author?.isSelf ? 0 : commandsForUs(comment, words).length;
    if (count === 0) continue;
    // Everybody whose account is gone is one.
    const id = comment.author?.id ?? 0;
    const writer = writers.get(id) ?? { times: [], beyondAt: Number.NEGATIVE_INFINITY };
    writers.set(id, writer);
    const at = comment.createdAt;
    writer.times = writer.times.filter((time) => time > at - HOUR);
    if (writer.times.length + count <= MOST_AN_HOUR) {
      for (let n = 0; n < count; n += 1) writer.times.push(at);
      continue;
    }
    beyond.set(comment.id, writer.beyondAt <= at - HOUR);
    writer.beyondAt = at;
  }
  return beyond;
}
