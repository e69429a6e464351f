import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contractKey, observeParts, parsePartKey, partKey, partTitle } from "../../src/core/content.js";
import { emptyRecord } from "../../src/core/handoff/record.js";
import { isAfter } from "../../src/core/moment.js";
import { World } from "./handoff/world.js";

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
    expect(partTitle(contractKey({ from: "discover", to: "decide" }))).toBe("the contract");
    expect(parsePartKey(contractKey({ from: "[", to: "]" }))).toBeNull();
  });
});

describe("since when content stands", () => {
  const part = (text: string, path: string | null = null) => [{ key: "k", path, text }];

  it("keeps its moment while it is the same, and gets a new one when it differs", () => {
    const { snapshot } = new World();
    const first = observeParts(part("a"), emptyRecord(), snapshot);
    snapshot.item.lastEditedAt = 5000;
    const record = { ...emptyRecord(), parts: first };
    expect(observeParts(part("a"), record, snapshot)).toEqual(first);
    expect(observeParts(part("b"), record, snapshot)["k"]?.since.at).toBe(5000);
  });

  it("is not dated by GitHub for documents: only comments after the look came later", () => {
    const world = new World();
    const id = world.comment("ana", "/ack");
    const since = observeParts(part("a", "docs/a.md"), emptyRecord(), world.snapshot)["k"]?.since;
    expect(since).toEqual({ at: null, afterComment: id });
    expect(isAfter({ id, createdAt: Number.MAX_SAFE_INTEGER }, { at: null, afterComment: id })).toBe(false);
    expect(isAfter({ id: id + 1, createdAt: 0 }, { at: null, afterComment: id })).toBe(true);
  });

  it("takes a tie for no proof", () => {
    expect(isAfter({ id: 1, createdAt: 5000 }, { at: 5000, afterComment: 9 })).toBe(false);
    expect(isAfter({ id: 1, createdAt: 5001 }, { at: 5000, afterComment: 9 })).toBe(true);
  });
});
