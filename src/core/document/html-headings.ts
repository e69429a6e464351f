import { finish } from "./inline.js";
import { readHtml, withoutComments } from "./html.js";
import { singleSpaced } from "./names.js";
import { withoutEntities } from "./tags.js";
import type { Block, HeadingBlock, TextLine } from "./model.js";

/** A line that is a heading and nothing else. */
const HEADING = /^ {0,3}<h([1-6])(?:\s[^<>]{0,300})?>(.*)<\/h\1>[ \t]*$/i;
/** Inside of these a heading is no heading of the text, or is hidden. */
const HOLDS = /<(?:details|table|del|s|strike|pre|template|svg|math|textarea|style|script|blockquote|ul|ol|dl)(?=[\s/>])/i;

/** Takes a raw HTML block and its first line; returns it with the lines apart that are headings: `<h2>Problem</h2>` begins a section as `## Problem` does. Linear. */
export function htmlBlocks(html: string, line: number): Block[] {
  const whole = (): Block[] => [{ ...readHtml(html, line), kind: "html" }];
  if (!/<\/h[1-6]>/i.test(html) || HOLDS.test(html)) return whole();
  const lines = withoutComments(html).split("\n");
  const blocks: Block[] = [];
  let from = 0;
  const flush = (to: number) => {
    const text = lines.slice(from, to).join("\n");
    if (text.trim() !== "") blocks.push({ ...readHtml(text, line + from), kind: "html" });
    from = to + 1;
  };
  for (const [index, each] of lines.entries()) {
    const heading = headingOf(each, line + index);
    if (heading === null) continue;
    flush(index);
    blocks.push(heading);
  }
  if (from === 0) return whole();
  flush(lines.length);
  return blocks;
}

function headingOf(html: string, line: number): HeadingBlock | null {
  const [, level, inner = ""] = HEADING.exec(html) ?? [];
  if (level === undefined) return null;
  const { lines, links, text: written } = readHtml(inner, line);
  const text = singleSpaced(withoutEntities(written)).trim();
  // What only shows a picture names nothing.
  if (text === "") return null;
  const one: TextLine = { line, text, prose: singleSpaced(lines[0]?.prose ?? text), loose: lines[0]?.loose ?? "" };
  return { ...finish(line, [one], links), kind: "heading", level: Number(level), underlined: false, inHtml: true };
}
