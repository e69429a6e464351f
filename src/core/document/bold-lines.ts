import { onceFor } from "../basics/once.js";
import { finish, nameOf } from "./inline.js";
import type { Block, Link, Paragraph, TextLine } from "./model.js";
import { nameKey } from "./names.js";

/** A line that is bold and nothing else, where a contract takes such lines for headings. */
export interface BoldLine {
  kind: "bold";
  text: string;
  /** By which it is compared. */
  key: string;
  line: number;
  /** Below every heading. */
  level: 7;
  /** What belongs to it: all up to the next such line or heading. */
  blocks: Block[];
  /** Where that is; undefined at the end of the text. */
  next: number | undefined;
}

/** Takes the outermost blocks of a text; returns its bold lines in order, each with what belongs to it. Shared. Linear. */
export const boldSections: (blocks: Block[]) => readonly BoldLine[] = onceFor(read);

function read(blocks: Block[]): BoldLine[] {
  const found: BoldLine[] = [];
  let open: BoldLine | null = null;
  for (const block of blocks) {
    const parts: Part[] = block.kind === "paragraph" && block.bold ? partsOf(block, block.bold) : [];
    if (block.kind === "heading") open = ended(open, block.line);
    if (parts.length === 0) open?.blocks.push(block);
    for (const { bold, rest } of parts) {
      if (bold !== null) {
        ended(open, bold.line);
        open = startAt(bold);
        found.push(open);
      }
      if (rest.lines.length > 0) open?.blocks.push(rest);
    }
  }
  return found;
}

function ended(open: BoldLine | null, next: number): null {
  if (open !== null) open.next = next;
  return null;
}

function startAt(line: TextLine): BoldLine {
  const name = nameOf(line).trim();
  return { kind: "bold", text: name, key: nameKey(name), line: line.line, level: 7, blocks: [], next: undefined };
}

/** A bold line, none at the beginning of a paragraph that has its first one further down, and the lines after it. */
interface Part {
  bold: TextLine | null;
  rest: Paragraph;
}

/** Takes a paragraph and the numbers of its bold lines; returns it in parts. Every line and link is looked at once. */
function partsOf({ lines, links }: Paragraph, bold: readonly number[]): Part[] {
  const isBold = new Set(bold);
  const groups: { bold: TextLine | null; lines: TextLine[]; links: Link[] }[] = [{ bold: null, lines: [], links: [] }];
  const byLine = new Map<number, Link[]>();
  for (const link of links) {
    const same = byLine.get(link.line);
    if (same) same.push(link);
    else byLine.set(link.line, [link]);
  }
  for (const line of lines) {
    if (isBold.has(line.line)) groups.push({ bold: line, lines: [], links: [] });
    else {
      const group = groups.at(-1);
      group?.lines.push(line);
      for (const link of byLine.get(line.line) ?? []) group?.links.push(link);
    }
  }
  return groups.map((group) => ({
    bold: group.bold,
    rest: { ...finish(group.lines[0]?.line ?? 0, group.lines, group.links), kind: "paragraph" },
  }));
}
