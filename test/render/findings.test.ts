import { describe, expect, it } from "vitest";
import { describeFinding } from "../../src/render/findings.js";
import { inert } from "../../src/render/inert.js";

describe("inert", () => {
  it.each([
    "@acme/team",
    "`@a`",
    "``` @a",
    "a|b\\|c",
    "<img src=x onerror=1>",
    "[x](http://e)",
    "a\n\n# b",
    "\u202etxt",
    "\u0000",
    "\ud800",
    "",
    "   ",
    "`",
    "#12 closes #13",
  ])("wraps %j in one code span on one line", (text) => {
    const out = inert(text);
    const fence = /^`+/.exec(out)?.[0] ?? "";
    expect(out.endsWith(fence) && fence.length > 0).toBe(true);
    expect(
      out
        .slice(fence.length, -fence.length)
        .match(/`+/g)
        ?.some((run) => run.length === fence.length) ?? false,
    ).toBe(false);
    expect(out).not.toMatch(/[\n|\\\u0000\u202e]/u);
  });
  it("stops at 120 code points", () => expect([...inert("😀".repeat(500))].length).toBe(122));
});

describe("findings", () => {
  it("says what was found and what is needed", () => {
    expect(describeFinding({ code: "section_placeholder", severity: "problem", heading: "Why", text: "@all TBD", line: 3 })).toEqual({
      found: "`Why` holds only `@all TBD`.",
      needed: "Replace it with the real answer.",
    });
    expect(describeFinding({ code: "confirmation_missing", severity: "problem", gate: "priority", role: "po" })).toEqual({
      found: "Nobody has confirmed it yet.",
      needed: "A member of `po` comments `/confirm priority`.",
    });
    expect(
      describeFinding({ code: "items_too_few", severity: "problem", counted: 2, total: 3, min: 3, of: "any", types: ["quote"] }),
    ).toEqual({ found: "2 of 3 count.", needed: "Give 3 or more, each named `quote`." });
  });
});
