import { describe, expect, it } from "vitest";
import { parseFrontMatter } from "../../../src/core/document/front-matter.js";
import { judge, refuses } from "./helpers.js";

type Case = [name: string, kind: string, params: unknown, body: string, outcome: string];
const items = { section: "E", min: 2, types: ["quote", "usage"], each: { attributed: true } };
const good = '### E\n\n- quote: "we wait" - D. Osei, 2026-07-14\n- usage: 61 of 84 (https://a.example/q)\n';
const open = { section: "S" };

const cases: Case[] = [
  ["text", "section", open, "# S\nreal words", "pass"],
  ["missing heading", "section", open, "# T\nreal", "fail"],
  ["empty", "section", open, "# S\n\n# T\nx", "fail"],
  ["TBD", "section", open, "# S\n**TBD.**", "fail"],
  ["form without answer", "section", open, "### S\r\n\r\n_No response_\r\n", "fail"],
  ["comment only", "section", open, "# S\n<!-- write here\n\nmore -->", "fail"],
  ["angle placeholder", "section", open, "# S\n\\<your text\\>", "fail"],
  ["too few words", "section", { section: "S", min_words: 4 }, "# S\nonly three words", "fail"],
  ["exactly enough words", "section", { section: "S", min_words: 3 }, "# S\nonly three words", "pass"],
  ["alias, colon and case", "section", { section: ["X", "s"] }, "## S:\nreal", "pass"],
  ["fenced heading", "section", open, "```\n# S\nreal\n```", "fail"],
  ["quoted heading", "section", open, "> # S\n> real", "fail"],
  ["N/A needs a reason", "section", { section: "S", none_needs_reason: true }, "# S\nN/A", "fail"],
  ["reason given", "section", { section: "S", none_needs_reason: true }, "# S\nNone, because no personal data is touched", "pass"],
  ["code only", "section", open, "# S\n```\nx y z\n```", "pass"],
  ["an empty fence", "section", open, "# S\n```\n\n```", "fail"],
  ["two typed items", "items", items, good, "pass"],
  ["a repeat", "items", items, "### E\n- quote: we wait (#1)\n- Quote: We wait! (#1)\n", "fail"],
  ["no type", "items", items, good.replace("usage:", "hm"), "fail"],
  ["no source", "items", items, "### E\n- quote: we wait\n- usage: many exports", "fail"],
  ["commented out", "items", items, "### E\n- quote: we wait (#1)\n<!-- - usage: x (#2) -->", "fail"],
  ["fenced items", "items", items, "### E\n```\n- quote: a (#1)\n- usage: b (#2)\n```", "fail"],
  ["table with types", "items", items, "### E\n| Type | What |\n|-|-|\n| quote | a #1 |\n| usage | b #2 |\n", "pass"],
  ["too old", "items", { section: "E", each: { max_age: "30d" } }, "### E\n- seen 2026-01-01", "fail"],
  ["future", "items", { section: "E", each: { max_age: "30d" } }, "### E\n- seen 2027-01-01", "fail"],
  ["impossible date", "items", { section: "E", each: { max_age: "30d" } }, "### E\n- seen 2026-07-32", "fail"],
  ["fresh", "items", { section: "E", each: { max_age: "30d" } }, "### E\n- seen 2026-07-20", "pass"],
  ["too many", "items", { section: "E", max: 1 }, "### E\n- alpha\n- beta", "fail"],
  ["topics as items", "covers", { section: "S", topics: ["a", "b"] }, "# S\n- **A**: yes sir\n- B - some text", "pass"],
  ["topics as headings", "covers", { section: "S", topics: ["a"] }, "# S\n## A\nsome text", "pass"],
  ["topic in a row", "covers", { section: "S", topics: ["a"] }, "# S\n|T|V|\n|-|-|\n|a|some text|", "pass"],
  ["bold lead alone", "covers", { section: "S", topics: ["a"] }, "# S\n**A**\n\nsome text", "pass"],
  ["topic missing", "covers", { section: "S", topics: ["a", "b"] }, "# S\n- A: yes", "fail"],
  ["topic N/A", "covers", { section: "S", topics: ["a"] }, "# S\n- A: N/A", "fail"],
  ["topic reasoned", "covers", { section: "S", topics: ["a"] }, "# S\n- A: None, because it is internal", "pass"],
  ["topic empty", "covers", { section: "S", topics: ["a"] }, "# S\n- A:", "fail"],
  ["threshold", "measurable", open, "# S\n- under 5 s at p95", "pass"],
  ["vague", "measurable", open, "# S\n- fast and intuitive", "fail"],
  ["version only", "measurable", open, "# S\n- Support IE 11 and Node 20", "fail"],
  ["number in code", "measurable", open, "# S\n- it runs `5 s`", "fail"],
  ["one of two, any", "measurable", { section: "S", every: false }, "# S\n- fast\n- under 5 s", "pass"],
  ["one of two, every", "measurable", open, "# S\n- fast\n- under 5 s", "fail"],
  ["no date", "measurable", { section: "S", needs: ["by_when"] }, "# S\n- under 5 s", "fail"],
  ["with span", "measurable", { section: "S", needs: ["by_when"] }, "# S\n- falls by 50% within 60 days of launch", "pass"],
  ["words for numbers", "measurable", open, "# S\n- zero mismatches", "pass"],
  ["date only", "measurable", open, "# S\n- ready by 2026-12-15", "fail"],
  ["binary accepted", "measurable", { section: "S", accept: ["binary"] }, "# S\n- the audit log is published", "pass"],
  ["TODO", "forbid", {}, "text\n\nTODO later", "fail"],
  ["TODO in code and comment", "forbid", {}, "`TODO` fine <!-- TODO -->\n\n```\nTODO\n```", "pass"],
  ["inside a word", "forbid", {}, "mastodon todos", "pass"],
  ["question marks", "forbid", {}, "when ???", "fail"],
  ["own word", "forbid", { words: ["asap"] }, "do it ASAP", "fail"],
  ["pattern on CRLF", "forbid", { pattern: "foo$" }, "foo\r\nbar", "fail"],
  ["zero-width hides nothing", "forbid", {}, "TO\u200bDO", "fail"],
  ["other section", "forbid", { section: "S" }, "# S\nfine\n# T\nTODO", "pass"],
  ["form enum", "field", { field: "P", schema: { enum: ["P1"] } }, "### P\n\nP1", "pass"],
  ["form enum wrong", "field", { field: "P", schema: { enum: ["P1"] } }, "### P\n\nHigh", "fail"],
  ["form number", "field", { field: "P", schema: { type: "number", minimum: 2 } }, "### P\n\n3", "pass"],
  ["form number low", "field", { field: "P", schema: { type: "number", minimum: 2 } }, "### P\n\n1", "fail"],
  ["form no answer", "field", { field: "P" }, "### P\n\n_No response_", "fail"],
  ["form no number", "field", { field: "P", schema: { type: "integer" } }, "### P\n\n0x10", "fail"],
  ["field pattern is linear", "field", { field: "P", schema: { pattern: "^(a+)+$" } }, `### P\n\n${"a".repeat(5000)}!`, "fail"],
  ["no front matter", "field", { field: "P", from: "front_matter" }, "x", "fail"],
  ["ticked", "checkbox", { item: "Done" }, "- [X] **Done**", "pass"],
  ["open", "checkbox", { item: "Done" }, "- [ ] Done", "fail"],
  ["box in quote", "checkbox", { item: "Done" }, "> - [x] Done", "fail"],
  ["box in fence", "checkbox", { item: "Done" }, "```\n- [x] Done\n```", "fail"],
  ["box in comment", "checkbox", { item: "Done" }, "<!--\n- [x] Done\n-->", "fail"],
  ["full-width box", "checkbox", { item: "Done" }, "- ［x］ Done", "fail"],
  ["box without space", "checkbox", { item: "Done" }, "- [x]Done", "fail"],
  ["ticked and open", "checkbox", { item: "Done" }, "- [x] Done\n- [ ] Done", "fail"],
  ["implied by nothing known", "checkbox", { item: "Done", implied_by: "g" }, "- [x] Done", "error"],
  ["all ticked", "checklist", open, "# S\n- [x] a\n  - [X] b", "pass"],
  ["one open", "checklist", open, "# S\n- [x] a\n  - [ ] b", "fail"],
  ["enough ticked", "checklist", { section: "S", min: 1 }, "# S\n- [x] a\n- [ ] b", "pass"],
  ["no boxes", "checklist", open, "# S\n- a", "fail"],
  ["an URL", "links", { kinds: ["url"] }, "see https://a.example/x", "pass"],
  ["credentials in an URL", "links", { kinds: ["url"] }, "see https://github.com@evil.example/x", "fail"],
  ["never looked up", "links", { kinds: ["issue"] }, "see #12", "error"],
  ["no links", "links", {}, "nothing", "fail"],
  ["all pass", "all", { checks: [{ check: "section", section: "S" }] }, "# S\nreal", "pass"],
  [
    "all with a failure",
    "all",
    {
      checks: [
        { check: "section", section: "S" },
        { check: "section", section: "T" },
      ],
    },
    "# S\nreal",
    "fail",
  ],
  [
    "any passes",
    "any",
    {
      checks: [
        { check: "section", section: "S" },
        { check: "section", section: "T" },
      ],
    },
    "# S\nreal",
    "pass",
  ],
  ["none passes", "any", { checks: [{ check: "section", section: "T" }] }, "# S\nreal", "fail"],
  ["not", "not", { checks: [{ check: "section", section: "T" }] }, "# S\nreal", "pass"],
  ["not of a pass", "not", { checks: [{ check: "section", section: "S" }] }, "# S\nreal", "fail"],
  ["not of an error", "not", { checks: [{ check: "links", kinds: ["issue"] }] }, "#12 is it", "error"],
  ["too large is an error", "section", open, `# S\n${"word ".repeat(60_000)}`, "error"],
];

describe("content checks", () => {
  it.each(cases)("%s (%s)", (_name, kind, params, body, outcome) => {
    expect(judge(kind, params, body).outcome).toBe(outcome);
  });

  it("names every item that does not count, with its line", () => {
    const found = judge("items", items, "### E\n- quote: a (#1)\n- quote: a (#1)\n- all agree").findings;
    expect(found.map((finding) => [finding.code, finding.line])).toEqual([
      ["items_too_few", 2],
      ["item_not_counted", 3],
      ["item_not_counted", 4],
    ]);
    expect(found[0]).toMatchObject({ counted: 1, total: 3, min: 2 });
  });

  it("warns about vague words beside a threshold", () => {
    expect(judge("measurable", open, "# S\n- fast: under 5 s").findings.map((finding) => finding.severity)).toEqual(["note", "warning"]);
  });

  it.each([["(?=x)"], ["(a)\\1"], ["a{1001}"], ["(a{1,100}){1,100}"], ["(".repeat(300)]])("refuses the pattern %s", (pattern) => {
    expect(refuses("forbid", { pattern })).toBe(true);
  });

  it.each([
    ["section", {}],
    ["section", { section: "\u200b" }],
    ["items", { section: "E", extra: 1 }],
    ["items", { section: "E", each: { max_age: "soon" } }],
    ["all", { checks: [{ check: "toString" }] }],
    ["all", { checks: [] }],
  ])("refuses wrong parameters of %s", (kind, params) => {
    expect(refuses(kind, params)).toBe(true);
  });

  it("lets no tick outrank a red gate", () => {
    const outcomes = (["pass", "fail", "pending", "error"] as const).map(
      (outcome) => judge("checkbox", { item: "Done", implied_by: "g" }, "- [x] Done", { gateOutcome: () => outcome }).outcome,
    );
    expect(outcomes).toEqual(["pass", "fail", "pending", "error"]);
  });

  it("judges documents: none, missing, unreadable, red, green", () => {
    const parsed = parseFrontMatter("---\nappetite: 6w\n---\n# S\nreal");
    if (!parsed.ok) throw new Error(parsed.reason);
    const readable = { readable: true as const, path: "docs/a.md", document: parsed.document, frontMatter: parsed.data };
    const params = {
      checks: [
        { check: "section", section: "S" },
        { check: "field", field: "appetite", from: "front_matter" },
      ],
    };
    const run = (linked: Parameters<typeof Array.of>[number][]) =>
      judge("document", params, "", { linkedDocuments: () => linked as never }).outcome;
    expect(run([])).toBe("fail");
    expect(run([{ readable: false, path: "x", reason: "r", missing: true }])).toBe("fail");
    expect(run([readable, { readable: false, path: "x", reason: "r" }])).toBe("error");
    expect(run([readable])).toBe("pass");
  });
});
