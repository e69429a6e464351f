import { describe, expect, it } from "vitest";
import { diffLines } from "../../../src/web/pages/diff.js";

const told = (before: string, after: string) =>
  diffLines(before, after).map(({ is, text }) => `${{ same: " ", gone: "-", new: "+" }[is]}${text}`);

describe("a difference", () => {
  it.each([
    ["a\nb\nc", "a\nx\nc", [" a", "-b", "+x", " c"]],
    ["", "a", ["+a"]],
    ["a", "", ["-a"]],
    ["a\nb", "b\nc", ["-a", " b", "+c"]],
    ["a", "a", [" a"]],
  ])("of %j and %j", (before, after, lines) => expect(told(before, after)).toEqual(lines));

  it("of very long texts is both of them whole", () => {
    const [a, b] = ["-\n".repeat(60_000), "+\n".repeat(60_000)];
    expect(diffLines(a, b)).toHaveLength(120_002);
  });
});
