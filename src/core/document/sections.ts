import { boldSections, type BoldLine } from "./bold-lines.js";
import { footnoteNames, type Footnote } from "./footnotes.js";
import type { Block, HeadingBlock, Section } from "./model.js";
import { normalisedSource } from "./source.js";
import { linksOf } from "./walk.js";
import { headingKeys, isBoldName } from "./written-names.js";

/** A text as it was parsed. */
export interface Parsed {
  blocks: Block[];
  headings: HeadingBlock[];
  /** By comparison name, in order: a text may have thousands of headings, and every gate asks for some. */
  named: ReadonlyMap<string, HeadingBlock[]>;
  /** Those that number signs end of which there are more or fewer than at the beginning, by the name without these: the signs may be part of it. */
  signed: ReadonlyMap<string, HeadingBlock[]>;
  /** As written. */
  written: readonly string[];
  /** Without comments. */
  lines: string[];
  firstLine: number;
  footnotes: Footnote[];
  /** Targets of reference definitions anywhere in the text. */
  references: ReadonlySet<string>;
  /** The parser leaves out what is nested deeper than it goes. */
  tooDeep: boolean;
}

/** What a section begins with: a heading, or a line that stands for one. */
type Start = HeadingBlock | BoldLine;

/** Takes a parsed text and names as somebody wrote them; returns the first section that is called so, null when there is none. */
export function findSection(parsed: Parsed, names: readonly string[]): Section | null {
  const matches = startsOf(parsed, names).toSorted((a, b) => a.line - b.line);
  const first = matches[0];
  if (first === undefined) return null;
  const later = matches.slice(1);
  const section = cutSection(
    parsed,
    first,
    later.map((heading) => heading.line),
  );
  const namesakes = later.map((heading) => cutSection(parsed, heading, []).source);
  const notes = footnotesIn(parsed, [section.source, ...namesakes].join("\n"));
  return { ...section, source: [section.source, ...namesakes, ...notes].join("\n\n") };
}

function startsOf(parsed: Parsed, names: readonly string[]): Start[] {
  const keys = names.map(headingKeys);
  const found = [
    ...under(
      parsed.named,
      keys.flatMap(({ exact }) => exact),
    ),
    ...boldStarts(parsed, names),
  ];
  if (found.length > 0) return found;
  const bare = keys.flatMap((each) => each.bare);
  return [...under(parsed.named, bare), ...under(parsed.signed, bare)];
}

function under(map: ReadonlyMap<string, HeadingBlock[]>, keys: readonly string[]): HeadingBlock[] {
  return [...new Set(keys)].filter((key) => key !== "").flatMap((key) => map.get(key) ?? []);
}

function boldStarts({ blocks }: Parsed, names: readonly string[]): BoldLine[] {
  const bold = names.filter(isBoldName);
  if (bold.length === 0) return [];
  const keys = new Set(bold.flatMap((name) => headingKeys(name).exact));
  return boldSections(blocks).filter(({ key }) => keys.has(key));
}

/** The footnotes that a text refers to, wherever they stand; GitHub shows them at the end of the page. */
function footnotesIn(parsed: Parsed, text: string): string[] {
  if (parsed.footnotes.length === 0) return [];
  const wanted = new Set(footnoteNames(text));
  return wanted.size === 0 ? [] : parsed.footnotes.flatMap(({ name, source }) => (wanted.has(name) ? [source] : []));
}

function cutSection(parsed: Parsed, start: Start, duplicates: number[]): Section {
  const { blocks, next } = start.kind === "bold" ? start : belowHeading(parsed, start);
  return {
    heading: start.text,
    line: start.line,
    level: start.level,
    blocks,
    source: sourceOf(parsed, start, next, blocks),
    duplicates,
  };
}

function belowHeading({ blocks }: Parsed, heading: HeadingBlock): { blocks: Block[]; next: number | undefined } {
  const from = blocks.indexOf(heading);
  const end = blocks.findIndex((block, index) => index > from && block.kind === "heading" && block.level <= heading.level);
  return { blocks: blocks.slice(from + 1, end === -1 ? undefined : end), next: blocks[end]?.line };
}

function sourceOf(parsed: Parsed, start: Start, next: number | undefined, blocks: Block[]): string {
  const from = start.line - parsed.firstLine + (start.kind === "bold" ? 1 : headingHeight(parsed, start));
  const stop = next === undefined ? parsed.lines.length : next - parsed.firstLine;
  return normalisedSource(parsed.lines.slice(from, stop), referencedTargets(parsed, blocks));
}

/** A setext heading has an underline, which is no content either. */
function headingHeight(parsed: Parsed, heading: HeadingBlock): number {
  const at = heading.line - parsed.firstLine;
  if (/^ {0,3}#/.test(parsed.lines[at] ?? "")) return 1;
  return heading.lines.length + 1;
}

/** A definition elsewhere decides where a link leads, so its target belongs to the section that uses it. */
function referencedTargets({ references }: Parsed, blocks: Block[]): string[] {
  if (references.size === 0) return [];
  return [...new Set(linksOf(blocks).flatMap(({ href }) => (references.has(href) ? [href] : [])))].toSorted();
}
