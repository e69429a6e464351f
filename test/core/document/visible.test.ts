import { parseMarkdown } from "../../../src/core/document/parse.js";
import { describe, expect, it } from "vitest";

const sourceOf = (text: string) => parseMarkdown(text).section(["Goal"])?.source;

/** Pairs of texts that a reader can tell apart: so must whoever binds a word to the section. */
const VISIBLE: [string, string, string][] = [
  [
    "a second section of the same name",
    "## Goal\n\nOne.\n\n## Other\n\nx\n\n## Goal\n\nTwo.\n",
    "## Goal\n\nOne.\n\n## Other\n\nx\n\n## Goal\n\nThree.\n",
  ],
  ["the same, deeper down", "## Goal\n\nOne.\n\n## Other\n\n#### Goal\n\nTwo.\n", "## Goal\n\nOne.\n\n## Other\n\n#### Goal\n\nThree.\n"],
  ["a footnote at the end", "## Goal\n\nOne.[^a]\n\n## Other\n\n[^a]: Two.\n", "## Goal\n\nOne.[^a]\n\n## Other\n\n[^a]: Three.\n"],
  [
    "a footnote's second paragraph",
    "## Goal\n\nOne.[^A]\n\n## Other\n\n[^a]: Two.\n\n    And more.\n",
    "## Goal\n\nOne.[^A]\n\n## Other\n\n[^a]: Two.\n\n    And less.\n",
  ],
  ["text behind a comment that browsers end early", "## Goal\n\n<!-- x --!> One. <!-- y -->\n", "## Goal\n\n<!-- x --!> Two. <!-- y -->\n"],
  ["text behind an empty comment", "## Goal\n\n<!--> One. <!-- y -->\n", "## Goal\n\n<!--> Two. <!-- y -->\n"],
  ["text behind the other empty comment", "## Goal\n\n<!---> One. <!-- y -->\n", "## Goal\n\n<!---> Two. <!-- y -->\n"],
];

const HIDDEN: [string, string, string][] = [
  ["a comment", "## Goal\n\nOne. <!-- x -->\n", "## Goal\n\nOne. <!-- y -->\n"],
  [
    "a footnote that another section refers to",
    "## Goal\n\nOne.\n\n## Other\n\nx[^a]\n\n[^a]: Two.\n",
    "## Goal\n\nOne.\n\n## Other\n\nx[^a]\n\n[^a]: Three.\n",
  ],
  ["another section", "## Goal\n\nOne.\n\n## Other\n\nx\n", "## Goal\n\nOne.\n\n## Other\n\ny\n"],
];

describe("what a section's digest covers", () => {
  it.each(VISIBLE)("%s", (_what, one, other) => expect(sourceOf(one)).not.toBe(sourceOf(other)));
  it.each(HIDDEN)("but not %s", (_what, one, other) => expect(sourceOf(one)).toBe(sourceOf(other)));
});
