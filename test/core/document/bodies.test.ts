import { parseMarkdown } from "../../../src/core/document/parse.js";
import { describe, expect, it } from "vitest";
import { chanceOf } from "../../fuzz/chance.js";
import { buildBody } from "./bodies.js";

const BODIES = 900;
const WITH_CRLF = 830;

describe("bodies as people and forms write them", () => {
  const built = Array.from({ length: BODIES }, (_, seed) => ({ seed, ...buildBody(chanceOf(seed), seed < WITH_CRLF) }));

  it("in all of them every section is found where it is, with exactly its content", () => {
    const wrong = built.flatMap(({ seed, text, sections }) => {
      const document = parseMarkdown(text);
      return sections.flatMap(({ name, ...truth }) => {
        const found = document.section([name]);
        const read = found && { level: found.level, line: found.line, source: found.source };
        return JSON.stringify(read) === JSON.stringify(truth) && found?.duplicates.length === 0 ? [] : [{ seed, name, read, truth }];
      });
    });
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  it("in none of them something else is taken for a section", () => {
    const wrong = built.flatMap(({ seed, text, sections, phantoms }) => {
      const document = parseMarkdown(text);
      const found = phantoms.filter((name) => document.section([name]) !== null);
      return found.length === 0 && document.headings.length === sections.length
        ? []
        : [{ seed, found, headings: document.headings.length }];
    });
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(built.flatMap(({ phantoms }) => phantoms).length).toBeGreaterThan(1000);
  });

  it("they are many and unlike each other", () => {
    expect(built.filter(({ text }) => text.includes("\r\n"))).toHaveLength(WITH_CRLF);
    expect(new Set(built.map(({ text }) => text)).size).toBe(BODIES);
  });
});
