import { onceFor } from "../basics/once.js";
import { finish, nameOf } from "./inline.js";
import type { Block, Paragraph } from "./model.js";
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
    const bold = block.kind === "paragraph" ? (block.bold ?? []) : [];
    if (open && (block.kind === "heading" || bold[0] === block.line)) open = ended(open, block.line);
    if (block.kind !== "paragraph" || bold.length === 0) {
      open?.blocks.push(block);
      continue;
    }
    const [first = block.line] = bold;
    if (open && first > block.line) {
      open.blocks.push(partOf(block, block.line, first));
      ended(open, first);
    }
    for (const [index, line] of bold.entries()) {
      const next = bold[index + 1];
      open = startAt(block, line, next);
      found.push(open);
    }
  }
  return found;
}

function ended(open: BoldLine, next: number): null {
  open.next = next;
  return null;
}

function startAt(block: Paragraph, at: number, next: number | undefined): BoldLine {
  const own = block.lines.find(({ line }) => line === at);
  const name = own ? nameOf(own).trim() : "";
  const rest = partOf(block, at + 1, next ?? Number.POSITIVE_INFINITY);
  return { kind: "bold", text: name, key: nameKey(name), line: at, level: 7, blocks: rest.lines.length > 0 ? [rest] : [], next };
}

/** The lines of a paragraph from one number to before another. */
function partOf(block: Paragraph, from: number, to: number): Paragraph {
  const lines = block.lines.filter(({ line }) => line >= from && line < to);
  const links = block.links.filter(({ line }) => line >= from && line < to);
  return { ...finish(lines[0]?.line ?? from, lines, links), kind: "paragraph" };
}
