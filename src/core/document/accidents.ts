import type { Block, HeadingBlock } from "./model.js";

/** What ends a sentence or goes on in the middle of one: no heading does. A question or a colon may. */
const SENTENCE = /[.,;…。．，；、]$/u;
const GOES_ON = /^ {0,3}\p{Ll}/u;

/**
 * A line of dashes right below a sentence makes a heading of it, which hardly anybody means who writes headings with signs. Takes a text's blocks and its
 * lines; returns the blocks with such headings as the paragraphs they were meant for.
 */
export function withoutAccidents(blocks: Block[], written: readonly string[], firstLine: number): Block[] {
  if (!blocks.some((block) => block.kind === "heading" && block.underlined)) return blocks;
  const signs = blocks.findIndex((block) => block.kind === "heading" && !block.underlined && !block.inHtml);
  if (signs === -1) return blocks;
  return blocks.map((block, index): Block => {
    if (block.kind !== "heading" || index < signs || !isAccident(block, written, firstLine)) return block;
    const { level: _level, underlined: _underlined, ...text } = block;
    return { ...text, kind: "paragraph" };
  });
}

function isAccident(heading: HeadingBlock, written: readonly string[], firstLine: number): boolean {
  if (!heading.underlined || heading.level !== 2) return false;
  const below = written[heading.line - firstLine + heading.lines.length + 1] ?? "";
  return heading.lines.length > 1 || SENTENCE.test(heading.text) || GOES_ON.test(below);
}
