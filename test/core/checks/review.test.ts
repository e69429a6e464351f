import { describe, expect, it } from "vitest";
import type { CheckContext } from "../../../src/core/checks/define.js";
import { judge } from "./helpers.js";

type Case = [what: string, kind: string, params: object, body: string, more?: Partial<CheckContext>];

function outcomeOf([, kind, params, body, more]: Case): string {
  return judge(kind, params, body, more).outcome;
}

const tags = { field: "tags", from: "front_matter" };

describe("a field", () => {
  it.each<Case>([
    [
      "one right line among others",
      "field",
      { field: "P", schema: { type: "string", pattern: "^(high|low)$" } },
      "### P\n\nwhatever\nhigh\n",
    ],
    ["a box without a tick", "field", { field: "Agreed" }, "### Agreed\n\n- [ ] I agree to it\n"],
    ["boxes of which none is ticked", "field", { field: "A", schema: { type: "array", minItems: 1 } }, "### A\n\n- [ ] a\n- [ ] b\n"],
    ["a box that is no tick of another's", "field", { field: "A", schema: { const: "a" } }, "### A\n\n- [ ] a\n- [x] b\n"],
    ["commas with nothing between them", "field", { field: "A", schema: { type: "array", minItems: 3 } }, "### A\n\na,,\n"],
    ["a list of nothing", "field", tags, "", { frontMatter: { tags: [] } }],
    ["a list of placeholders", "field", tags, "", { frontMatter: { tags: ["TBD", null, ["?"]] } }],
    ["a map of nothing", "field", tags, "", { frontMatter: { tags: {} } }],
  ])("is not filled in by %s", (...given) => expect(outcomeOf(given)).toBe("fail"));

  it.each<Case>([
    ["a ticked box", "field", { field: "Agreed" }, "### Agreed\n\n- [x] I agree to it\n"],
    ["the ticked ones", "field", { field: "A", schema: { type: "array", maxItems: 1 } }, "### A\n\n- [ ] a\n- [X] b\n"],
    ["its whole value", "field", { field: "P", schema: { pattern: "^(high|low)$" } }, "### P\n\nhigh\n"],
    ["false and zero", "field", tags, "", { frontMatter: { tags: [false, 0] } }],
  ])("is filled in by %s", (...given) => expect(outcomeOf(given)).toBe("pass"));
});

const row = (cell: string) =>
  `### A\n\n| Topic | Limit | Owner | Since |\n|---|---|---|---|\n| Technical | ${cell} | ${cell} | ${cell} |\n`;
const technical = { section: "A", topics: ["technical"] };
const fromTemplate = (...texts: string[]) => ({ isTemplateText: (text: string) => texts.includes(text) });

describe("a placeholder said more than once", () => {
  it.each<Case>([
    ["two in a line", "section", { section: "A" }, "### A\n\nTBD, TBD\n"],
    ["twelve, for twelve words", "section", { section: "A", min_words: 12 }, `### A\n\n${"TBD ".repeat(12)}\n`],
    ["several kinds", "section", { section: "A" }, "### A\n\nTODO / TBD; unknown, later…\n"],
    ["one in each cell", "covers", technical, row("TBD")],
    ["a none in each cell", "covers", technical, row("None")],
    ["one in each item", "covers", technical, "### A\n\n- Technical:\n  - TBD\n  - TBD\n"],
    ["one in each cell that is counted", "items", { section: "A", of: "table" }, "### A\n\n| A | B |\n|---|---|\n| TBD | TBD |\n"],
  ])("is no answer: %s", (...given) => expect(outcomeOf(given)).toBe("fail"));

  it("is one next to a word of somebody's own", () => {
    expect(judge("section", { section: "A" }, "### A\n\nUnknown: weather\n").outcome).toBe("pass");
  });
});

describe("a topic's entry", () => {
  const body = "### A\n\n#### Technical\n\nName the platforms.\n\nName the limits.\n";

  it("is empty when every paragraph of it is the template's", () => {
    expect(judge("covers", technical, body, fromTemplate("Name the platforms.", "Name the limits.")).outcome).toBe("fail");
  });

  it("is what somebody wrote below the template's words", () => {
    const more = fromTemplate("Name the platforms.", "Name the limits.");
    expect(judge("covers", technical, `${body}\nThe warehouse refreshes once a day.\n`, more).outcome).toBe("pass");
  });
});
