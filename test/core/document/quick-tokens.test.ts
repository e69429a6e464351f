import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../../src/core/basics/digest.js";
import { withQuickTokens } from "../../../src/core/document/quick-tokens.js";
import { chanceOf } from "../../fuzz/chance.js";
import { buildBody } from "./bodies.js";

const OPTIONS = { html: true, linkify: false, typographer: false, maxNesting: 64 };
const PIECES = [
  "*",
  "_",
  "`",
  "[",
  "]",
  "(",
  ")",
  "<",
  ">",
  "\n",
  "- ",
  "> ",
  "    ",
  "|",
  "<!--",
  "&amp;",
  "\\",
  "![",
  "~~~",
  "# ",
  "1. ",
  "<b>",
];

describe("an engine that makes its tokens plainly", () => {
  const [library, quick] = [new MarkdownIt(OPTIONS), withQuickTokens(new MarkdownIt(OPTIONS))];

  /** As data: a token's class is none of what it says, but its methods are there. */
  function tokensOf(engine: InstanceType<typeof MarkdownIt>, text: string): string {
    const env = {};
    const tokens = engine.parse(text, env);
    for (const token of tokens) token.attrSet("seen", token.attrGet("href") ?? "none");
    return canonicalJson({ tokens, env });
  }

  it("parses bodies as the library does", () => {
    const bodies = Array.from({ length: 60 }, (_, seed) => buildBody(chanceOf(seed), false).text);
    expect(bodies.filter((text) => tokensOf(quick, text) !== tokensOf(library, text))).toEqual([]);
  });

  it("parses what is broken anywhere as the library does", () => {
    const broken = Array.from({ length: 120 }, (_, seed) => {
      const chance = chanceOf(seed);
      let { text } = buildBody(chance, false);
      for (let index = 0; index < 40; index += 1) {
        const at = chance.below(text.length);
        text = text.slice(0, at) + chance.pick(PIECES) + text.slice(at + chance.below(3));
      }
      return text;
    });
    expect(broken.filter((text) => tokensOf(quick, text) !== tokensOf(library, text))).toEqual([]);
  });
});
