import { styleText } from "node:util";
import { describe, expect, it } from "vitest";
import { brokenLines } from "../../src/cli/common/broken-lines.js";
import { check } from "../../src/cli/check/check.js";
import { folderOf, listener, shippedFiles } from "./workbench.js";

describe("lines for a terminal", () => {
  const long = `  Needed: ${"several words ".repeat(9)}end`;

  it("are broken at blanks, and go on below their beginning", () => {
    const lines = brokenLines(`${long}\nshort`, 40).split("\n");
    expect(lines.every((line) => line.length <= 40)).toBe(true);
    expect(lines.slice(1, -1).every((line) => /^ {4}\S/.test(line))).toBe(true);
    expect(lines.map((line) => line.trim()).join(" ")).toBe(`${long.trim()} short`);
  });

  it("stay whole where they fit, colours aside, where nothing ends them, and in a single word", () => {
    const red = styleText("red", "w".repeat(38), { validateStream: false });
    for (const text of [red, "x".repeat(90), `a  b${" ".repeat(3)}c`]) expect(brokenLines(text, 40)).toBe(text);
    expect([brokenLines(long, undefined), brokenLines(long, 20)]).toEqual([long, long]);
  });

  it.each(["text", "json"] as const)("are those of check in its %s only where it is text", async (format) => {
    const dir = folderOf({ ...shippedFiles(), "issue.md": "nothing" });
    const { output, said, ...world } = listener();
    await check([`${dir}/issue.md`], { contract: "discover-to-decide", dir, format }, { ...world, output: { ...output, columns: 60 } });
    const words = said.out.split("\n").filter((line) => line.length > 60 && line.trim().includes(" "));
    expect(words.filter((line) => !line.includes(dir)).length > 0).toBe(format === "json");
  });
});
