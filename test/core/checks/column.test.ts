import { expect, it } from "vitest";
import { judge } from "./helpers.js";

const places = (kind: string, params: unknown, body: string) =>
  judge(kind, params, body).findings.map(({ line, column }) => `${line}:${column}`);

it.each([
  ["a word in the middle of a line", "forbid", { words: ["TBD"] }, "Fine.\n\nThe owner is TBD for now.", ["3:14"]],
  ["a list item, behind its bullet", "measurable", { section: "Done" }, "## Done\n\n- It is fast", ["3:3"]],
  [
    "a nested item, behind its spaces",
    "items",
    { section: "E", min: 2, types: ["quote"] },
    "## E\n\n1. quote: one\n2. two",
    ["3:4", "4:4"],
  ],
  ["a heading, behind its signs", "section", { section: "Why" }, "Text\n\n### Why\n", ["3:5"]],
  ["a line of CRLF, with a byte order mark before it", "forbid", { words: ["TODO"] }, "\uFEFFTODO\r\n\r\nand TODO", ["1:1", "3:5"]],
  ["a placeholder in a quote", "section", { section: "Why" }, "## Why\n\n> TBD", ["3:3"]],
])("finds the column of %s", (_what, kind, params, body, expected) => {
  expect(places(kind, params, body)).toEqual(expected);
});

it("says nothing of a column where there is no line", () => {
  expect(judge("section", { section: "Why" }, "Text").findings.map((finding) => "column" in finding)).toEqual([false]);
});

it("takes no time over a line of signs", () => {
  const line = "> ".repeat(30_000);
  expect(judge("forbid", { words: ["TBD"] }, `${line}TBD`).outcome).toBeDefined();
});
