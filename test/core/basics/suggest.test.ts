import { describe, expect, it } from "vitest";
import { suggest } from "../../../src/core/basics/suggest.js";

describe("suggest", () => {
  it.each([
    ["atributed", "attributed"],
    ["setcion", "section"],
    ["SECTION", "section"],
    ["ack", "ack"],
    ["akc", "ack"],
    ["minwords", "min_words"],
  ])("%s was meant to be %s", (typed, meant) => {
    expect(suggest(typed, ["section", "attributed", "min_words", "ack"])).toBe(meant);
  });
  it.each(["", "zzz", "toString", "__proto__", "x"])("has no suggestion for %j", (typed) => {
    expect(suggest(typed, ["section", "attributed"])).toBeNull();
  });
  it("prefers the nearest", () => expect(suggest("stage", ["stages", "stage", "state"])).toBe("stage"));
  it("is bounded on long words", () => expect(suggest("a".repeat(1_000_000), ["section"])).toBeNull());
  it("suggests nothing when nothing is known", () => expect(suggest("a", [])).toBeNull());
});
