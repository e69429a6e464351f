import { parseMarkdown } from "../../../src/core/document/parse.js";
import { describe, expect, it } from "vitest";
import { rememberingRecent } from "../../../src/core/document/recent.js";

function counting() {
  const asked: string[] = [];
  return {
    asked,
    of: rememberingRecent(
      (text: string) => asked.push(text),
      (text) => text,
    ),
  };
}

describe("a memory of recent texts", () => {
  it("asks once for the same text", () => {
    const { asked, of } = counting();
    expect([of("a"), of("b"), of("a")]).toEqual([1, 2, 1]);
    expect(asked).toEqual(["a", "b"]);
  });

  it("forgets what was asked for longest ago", () => {
    const { asked, of } = counting();
    of("first");
    for (let index = 0; index < 63; index += 1) of(`text ${index}`);
    of("first");
    of("one more");
    of("text 0");
    of("first");
    expect(asked.filter((text) => text === "first")).toHaveLength(1);
    expect(asked.filter((text) => text === "text 0")).toHaveLength(2);
  });

  it("keeps no heap of large texts", () => {
    const { asked, of } = counting();
    const large = ["a", "b", "c"].map((letter) => letter.repeat(200 * 1024));
    for (const text of [...large, ...large]) of(text);
    expect(asked).toHaveLength(6);
  });

  it("a text that does not fit is read and not kept", () => {
    const { asked, of } = counting();
    const huge = "x".repeat(600 * 1024);
    of(huge);
    of("small");
    of(huge);
    of("small");
    expect(asked).toHaveLength(3);
  });

  it("the same text parsed again reads the same, from whatever line it starts", () => {
    expect(parseMarkdown("# A\n\ntext").section(["A"])).toEqual(parseMarkdown("# A\n\ntext").section(["A"]));
    expect(parseMarkdown("# A\n\ntext", { firstLine: 4 }).section(["A"])?.line).toBe(4);
    expect(parseMarkdown("# A\n\ntext").section(["A"])?.line).toBe(1);
  });
});
