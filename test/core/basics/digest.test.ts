import { array, assert, dictionary, json, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../../src/core/basics/digest.js";

/** The same data with the keys of every object turned round. */
function turned(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(turned);
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, each]) => [key, turned(each)]),
  );
}

describe("canonical JSON", () => {
  it("is one text whatever the order of keys, and says what was given", () => {
    assert(
      property(json(), (text) => {
        const value: unknown = JSON.parse(text);
        expect(canonicalJson(turned(value))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(value);
      }),
    );
  });

  it("orders keys by their characters, but for whole numbers, which come first", () => {
    const value: unknown = JSON.parse('{"b":1,"__proto__":{"z":1,"a":2},"B":2,"ä":3,"10":4,"9":5,"constructor":6}');
    expect(canonicalJson(value)).toBe('{"9":5,"10":4,"B":2,"__proto__":{"a":2,"z":1},"b":1,"constructor":6,"ä":3}');
  });

  it("keeps lists in their order and leaves undefined values out", () => {
    assert(
      property(array(string()), dictionary(string(), string()), (list, one) => {
        expect(canonicalJson({ list, one, none: undefined })).toBe(canonicalJson({ one, list }));
      }),
    );
    expect(canonicalJson([2, 1, [3, undefined]])).toBe("[2,1,[3,null]]");
    expect(() => canonicalJson(undefined)).toThrow("no JSON form");
  });
});
