import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePartKey, partKey, partTitle } from "../../../src/core/content/content-parts.js";
import { isAfter } from "../../../src/core/facts/moment.js";
import { boundKey } from "../../../src/core/content/bound-keys.js";

describe("content under its keys", () => {
  it("comes back from its key, whatever people call their sections", () => {
    const section = fc.option(fc.array(fc.string(), { minLength: 1, maxLength: 3 }), { nil: null });
    fc.assert(
      fc.property(fc.option(fc.string(), { nil: null }), section, (path, names) => {
        expect(parsePartKey(partKey({ path, section: names }))).toEqual({ path, section: names });
      }),
    );
  });

  it("is called what people call it", () => {
    expect(partTitle(partKey({ path: null, section: ["Evidence", "Proof"] }))).toBe("Evidence");
    expect(partTitle(partKey({ path: "docs/a.md", section: null }))).toBe("docs/a.md");
    expect(partTitle(partKey({ path: null, section: null }))).toBe("the body");
    expect(partTitle(boundKey.contract({ from: "discover", to: "decide" }))).toBe("the contract");
    expect(parsePartKey(boundKey.contract({ from: "[", to: "]" }))).toBeNull();
  });
});

describe("a comment after a moment", () => {
  it("is one that was not there when the change was seen, whatever the clock says", () => {
    expect(isAfter({ id: 5, createdAt: Number.MAX_SAFE_INTEGER }, { at: null, afterComment: 5 })).toBe(false);
    expect(isAfter({ id: 6, createdAt: 0 }, { at: null, afterComment: 5 })).toBe(true);
  });

  it("takes a tie for no proof", () => {
    expect(isAfter({ id: 1, createdAt: 5000 }, { at: 5000, afterComment: 9 })).toBe(false);
    expect(isAfter({ id: 1, createdAt: 5001 }, { at: 5000, afterComment: 9 })).toBe(true);
  });
});
