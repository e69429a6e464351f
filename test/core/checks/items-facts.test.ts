import { describe, expect, it } from "vitest";
import { judge } from "./helpers.js";

const counted = (items: readonly string[], each: object, types?: string[]) =>
  judge("items", { section: "E", min: 1, each, ...(types && { types }) }, `## E\n\n${items.map((item) => `- ${item}`).join("\n")}`)
    .findings.filter(({ code }) => code === "item_not_counted")
    .map((finding) => (finding.code === "item_not_counted" ? finding.why.is : ""));

describe("who said it", () => {
  it.each([
    ['"it is slow" - Ana Petrov, 2026-07-01', []],
    ["slow, says @ana, 2026-07-01", []],
    ["slow, says @ana", []],
    ["slow, says Ana Petrov, 2026-07-01", ["unattributed"]],
    ["`@Override` is slow", ["unattributed"]],
    ["mail to team@example.com on 2026-07-01", ["unattributed"]],
    ["it is slow, 2026-07-01", ["unattributed"]],
    ["it is slow (#412)", []],
    ["it is slow (docs/notes.md)", []],
    ["see [the call](https://example.com/call)", []],
  ])("%s", (item, reasons) => {
    expect(counted([item], { attributed: true })).toEqual(reasons);
  });
});

describe("how old it is", () => {
  it.each([
    ["2026-07-01", []],
    ["2026-07", []],
    ["2026-02-30", ["no_date"]],
    ["2026-13-01", ["no_date"]],
    ["01.07.2026", ["no_date"]],
    ["July 1, 2026", ["no_date"]],
    ["2026-07-01 and 2024-01-01", []],
    ["2027-01-01", ["future"]],
    ["2025-07-01", ["too_old"]],
    ["0026-07-01", ["no_date"]],
  ])("measured %s", (date, reasons) => {
    expect(counted([`measured ${date}`], { max_age: "180d" })).toEqual(reasons);
  });
});

describe("what is the same", () => {
  it("case, marks, white space and the kind it names make no difference", () => {
    const said = ["quote: It is slow (#1)", "**Quote** - it is  SLOW! (#1)", "usage: it is slow (#1)"];
    expect(counted(said, { attributed: true }, ["quote", "usage"])).toEqual(["duplicate", "duplicate"]);
  });

  it("a long line names its kind at its beginning", () => {
    expect(counted([`quote: ${"very ".repeat(500)}slow (#1)`], { attributed: true }, ["quote"])).toEqual([]);
    expect(counted([`${"very ".repeat(500)} quote: slow (#1)`], { attributed: true }, ["quote"])).toEqual(["untyped"]);
  });
});
