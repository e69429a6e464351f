import { describe, expect, it } from "vitest";
import type { CheckContext } from "../../../src/core/checks/define.js";
import { judge, NOW, snapshotOf } from "./helpers.js";

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

  it("says two things where two projects write its name differently", () => {
    const outcome = (projectFields: Record<string, string>) =>
      judge("field", { field: "Priority", from: "project_field", schema: { enum: ["P0"] } }, "", {
        snapshot: snapshotOf("", { projectFields: { known: true, value: projectFields } }),
      }).outcome;
    expect(outcome({ Priority: "P0" })).toBe("pass");
    expect(outcome({ Priority: "P0", "priority:": "P3" })).toBe("fail");
  });

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
    ["a thousand in a line", "section", { section: "A" }, `### A\n\n${"TBD, ".repeat(1000)}\n`],
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

describe("forbidden text", () => {
  const phrase = { words: ["lorem ipsum"] };
  it.each<Case>([
    ["over a line's end", "forbid", phrase, "this is lorem\nipsum here\n"],
    ["over a line's end, next to a line of its own", "forbid", { words: ["see above", "x y"] }, "so x\ny\n"],
    ["with more blanks", "forbid", phrase, "this is lorem \u00a0ipsum here\n"],
    ["with characters that nobody sees, against a pattern", "forbid", { pattern: "secret" }, "a sec\u200bret here\n"],
    ["in angle brackets, where HTML has no such element", "forbid", {}, "Owner: <name>\n"],
    ["in angle brackets, several words", "forbid", {}, "Owner: <your name here>, since <date>\n"],
    ["in angle brackets, a paragraph of its own", "forbid", {}, "<fill this in>\n"],
    ["in angle brackets, in a table", "forbid", {}, "| A |\n|---|\n| <owner> |\n"],
  ])("is found %s", (...given) => expect(outcomeOf(given)).toBe("fail"));

  it.each<Case>([
    ["an element", "forbid", {}, "Press <kbd>Enter</kbd><br>\n\n<details>\n<summary>More</summary>\n\ntext\n\n</details>\n"],
    ["an address", "forbid", {}, "<https://example.com> and <ana@example.com>\n"],
    ["code", "forbid", {}, "`Map<string>` and\n\n```\n<name>\n```\n"],
    ["a comment", "forbid", {}, "a <!-- <name> --> b\n\n<!-- <name> -->\n"],
  ])("is not %s", (...given) => expect(outcomeOf(given)).toBe("pass"));

  it("is told with the line it begins on", () => {
    expect(judge("forbid", phrase, "a\nthis is lorem\nipsum here\n").findings.map((finding) => finding.line)).toEqual([2]);
  });
});

describe("a date in the front matter", () => {
  it("is judged however far behind another it stands", () => {
    const reviewed = `2026-07-20 ${"and so on ".repeat(30)} 2020-01-01`;
    expect(judge("age", { field: "reviewed", max: "90d" }, "", { frontMatter: { reviewed } }).outcome).toBe("fail");
  });
});

describe("an outcome", () => {
  const accepted = (...texts: string[]) => ({ criteria: { texts, total: texts.length } });
  const median = accepted("Median answer takes under 20 minutes");
  const table = (actual: string) => `### O\n\n| Criterion | Actual | Verdict |\n|---|---|---|\n| Median answer | ${actual} | met |\n`;
  const outcome = (body: string, more: Partial<CheckContext> = median) => judge("outcome", { section: "O" }, body, more).outcome;

  it.each([
    ["the target as a bound", "### O\n\n- Median answer < 20 min: met\n"],
    ["the target in other words", "### O\n\n- Answer within 20 minutes, met\n"],
    ["the target in the column of actual values", table("under 20 minutes")],
    ["the target with a sign", table("≤ 20 min")],
    ["a hope", "### O\n\n- Median answer: 14 min, hopefully will be met\n"],
    ["a forecast", "### O\n\n- Median answer: 14 min, expected to be met by Q3\n"],
  ])("is not told by %s", (_what, body) => expect(outcome(body)).toBe("fail"));

  it.each([
    ["a value next to the target", "### O\n\n- Median answer < 20 min: 14 min, met\n"],
    ["just the value that was wanted", "### O\n\n- Median answer: 20 min, missed\n"],
    ["a bound of its own", table("under 15 minutes")],
    ["what can be met now, and was", "### O\n\n- Median answer: 14 min, so the goal to be quick was met\n"],
  ])("is told by %s", (_what, body) => expect(outcome(body)).toBe("pass"));
});

describe("none, at greater length", () => {
  const section = { section: "A", none_needs_reason: true };
  it.each([
    "None at this time.",
    "Nothing to add here",
    "None that we know of.",
    "N/A for now",
    "None for the moment",
    "Not applicable as of now",
    "None so far as we know",
  ])("is no reason: %s", (text) => {
    expect(judge("section", section, `### A\n\n${text}\n`).findings[0]?.code).toBe("section_no_reason");
    expect(judge("covers", technical, `### A\n\n- Technical: ${text}\n`).findings[0]?.code).toBe("topic_no_reason");
  });

  it.each(["None of the vendors can hide small cells.", "None, because no personal data is stored.", "Nothing changes for clients today"])(
    "is an answer: %s",
    (text) => expect(judge("section", section, `### A\n\n${text}\n`).outcome).toBe("pass"),
  );
});

describe("items", () => {
  const today = "### E\n\n- 61 exports were imported again (2026-08-01)\n";
  const fresh = { section: "E", each: { max_age: "180d" } };

  it("may be of today where today began earlier", () => {
    expect(judge("items", fresh, today, { now: NOW - 3_600_000 }).outcome).toBe("pass");
    expect(judge("items", fresh, today, { now: NOW - 15 * 3_600_000 }).outcome).toBe("fail");
  });

  it("count although the same was said before in a way that does not", () => {
    const body = "### E\n\n- 61 exports were imported again\n- usage: 61 exports were imported again\n";
    expect(judge("items", { section: "E", types: ["usage"] }, body).outcome).toBe("pass");
    expect(judge("items", { section: "E", types: ["usage"], min: 2 }, `${body}- usage: 61 exports were imported again\n`).outcome).toBe(
      "fail",
    );
  });
});
