import { answeredBeyond, rememberedKeys } from "../../../src/core/handoff/answered-keys.js";
import { describe, expect, it } from "vitest";
import { commandKey } from "../../../src/core/handoff/acts.js";
import { WORDS } from "../../../src/core/handoff/commands/find.js";
import { floodIn, MOST_AN_HOUR } from "../../../src/core/handoff/flood.js";
import type { Comment } from "../../../src/core/facts/snapshot.js";

const MINUTE = 60_000;

function comment(id: number, by: string | null, minute: number, body: string): Comment {
  const author = by === null ? null : { login: by, id: by.charCodeAt(0), type: "User" as const, isSelf: by === "self" };
  const rest = { nodeId: `C${id}`, lastEditedAt: null, isMinimized: false, editedByOthers: false, url: "", ownReactions: [] };
  return { id, author, body, createdAt: minute * MINUTE, ...rest };
}

const ten = "/ack\n".repeat(10);

describe("a flood of commands", () => {
  it("begins after fifty within an hour, a comment counting whole or not at all", () => {
    const comments = [0, 1, 2, 3, 4, 5, 6].map((n) => comment(n, "eve", n, ten));
    expect([...floodIn(comments, WORDS)]).toEqual([
      [5, true],
      [6, false],
    ]);
    expect(MOST_AN_HOUR).toBe(50);
  });

  it("is over an hour later, and told once an hour at most", () => {
    const flood = [0, 1, 2, 3, 4, 5].map((n) => comment(n, "eve", n, ten));
    expect(floodIn([...flood, comment(9, "eve", 61, "/ack")], WORDS).has(9)).toBe(false);
    const again = [61, 62, 63, 64, 65, 66].map((minute) => comment(minute, "eve", minute, ten));
    expect([...floodIn([...flood, ...again], WORDS)].filter(([, tell]) => tell).map(([id]) => id)).toEqual([5, 66]);
  });

  it("is one person's: nobody else's words count to it, nor what is no command, nor our own", () => {
    const flood = [0, 1, 2, 3, 4, 5].map((n) => comment(n, "eve", n, ten));
    const others = [
      comment(10, "ana", 6, "/ack"),
      comment(11, null, 6, "/ack"),
      comment(12, "self", 6, ten),
      comment(13, "eve", 6, "hello"),
    ];
    expect([...floodIn([...flood, ...others], WORDS).keys()]).toEqual([5]);
  });
});

describe("what is remembered of answered commands", () => {
  it("are the youngest, and whatever is older counts as answered", () => {
    const keys = Array.from({ length: 600 }, (_, n) => commandKey(Math.floor(n / 10), n % 10));
    const kept = rememberedKeys(keys.toReversed());
    expect(kept).toHaveLength(500);
    expect(kept.at(-1)).toBe(commandKey(59, 9));
    expect(answeredBeyond(new Set(kept))).toEqual({ comment: commandKey(10, 0), review: 0 });
    expect(answeredBeyond(new Set([5, 6]))).toEqual({ comment: 0, review: 0 });
  });
});
