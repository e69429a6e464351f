import type { Answer } from "./answers.js";
import { boldSections, type BoldLine } from "./bold-lines.js";
import { footnoteNames, type Footnote } from "./footnotes.js";
import { nameOf } from "./inline.js";
import type { Block, DocumentProblem, HeadingBlock, Section } from "./model.js";
import { nameKey } from "./names.js";
import { normalisedSource } from "./source.js";
import { linksOf } from "./walk.js";
import { headingKeys, isBoldName } from "./written-names.js";

/** A text as it was parsed. */
export interface Parsed {
  problem: DocumentProblem | null;
  blocks: Block[];
  headings: HeadingBlock[];
  /** Lines of the headings that stand in a part that is folded away. */
  folded: ReadonlySet<number>;
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

/**
 * Takes a text, the answers of the form it was written with (none: of no form that is known) and a heading with its aliases as somebody wrote them; returns
 * its section, null when there is none.
 */
export function findSection(parsed: Parsed, answers: readonly Answer[], names: readonly string[]): Section | null {
  const matches = startsOf(parsed, names).toSorted((a, b) => a.line - b.line);
  const answer = answerTo(answers, names);
  const first = answer?.heading ?? outermost(matches, parsed);
  if (first === undefined) return null;
  const others = matches.filter((start) => start !== first);
  const later = answer?.others ?? others;
  const limit = (start: Start) => answers.map((each) => each.heading.line).find((line) => line > start.line) ?? null;
  const section = answer === undefined ? cutSection(parsed, first, limit(first)) : cutAnswer(parsed, answer);
  const namesakes = others.map((start) => cutSection(parsed, start, limit(start)).source);
  const notes = footnotesIn(parsed, [section.source, ...namesakes].join("\n"));
  return { ...section, source: [section.source, ...namesakes, ...notes].join("\n\n"), duplicates: later.map(({ line }) => line) };
}

function answerTo(answers: readonly Answer[], names: readonly string[]): Answer | undefined {
  if (answers.length === 0) return undefined;
  const keys = names.map(headingKeys);
  const called = (wanted: readonly string[]) => answers.find(({ heading }) => wanted.includes(nameKey(nameOf(heading))));
  return called(keys.flatMap(({ exact }) => exact)) ?? called(keys.flatMap(({ bare }) => bare));
}

function startsOf(parsed: Parsed, names: readonly string[]): Start[] {
  const keys = names.map(headingKeys);
  const exact = keys.flatMap((each) => each.exact);
  const found = [...under(parsed.named, exact), ...boldStarts(parsed, names)];
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

/**
 * A heading inside another's section, folded away or in HTML among those of Markdown, was pasted there sooner than one beside it. The text's first heading
 * tells how deep its sections are.
 * Of equals the first counts.
 */
function outermost(matches: readonly Start[], { folded, headings }: Parsed): Start | undefined {
  const usual = headings[0]?.level;
  const depth = (start: Start) =>
    (start.level === usual ? 0 : start.level) + (folded.has(start.line) ? 20 : 0) + (start.kind === "heading" && start.inHtml ? 10 : 0);
  return matches.reduce<Start | undefined>((best, each) => (best === undefined || depth(each) < depth(best) ? each : best), undefined);
}

/** The footnotes that a text refers to, wherever they stand; GitHub shows them at the end of the page. */
function footnotesIn(parsed: Parsed, text: string): string[] {
  if (parsed.footnotes.length === 0) return [];
  const wanted = new Set(footnoteNames(text));
  return wanted.size === 0 ? [] : parsed.footnotes.flatMap(({ name, source }) => (wanted.has(name) ? [source] : []));
}

/** Takes what a section begins with and the line that it ends at, at the latest. */
function cutSection(parsed: Parsed, start: Start, limit: number | null): Section {
  const { blocks, next } = start.kind === "bold" ? start : belowHeading(parsed, start, limit);
  return sectionOf(parsed, start, blocks, next);
}

function belowHeading({ blocks }: Parsed, heading: HeadingBlock, limit: number | null): { blocks: Block[]; next: number | undefined } {
  const from = blocks.indexOf(heading);
  const ends = (block: Block) => block.kind === "heading" && (block.level <= heading.level || block.line === limit);
  const end = blocks.findIndex((block, index) => index > from && ends(block));
  return { blocks: blocks.slice(from + 1, end === -1 ? undefined : end), next: blocks[end]?.line };
}

/** Whatever headings people wrote into an answer are part of it. */
function cutAnswer(parsed: Parsed, { question, heading, end }: Answer): Section {
  const from = parsed.blocks.indexOf(heading);
  const to = end === null ? parsed.blocks.length : parsed.blocks.findIndex((block) => block.line === end && block.kind === "heading");
  const section = sectionOf(parsed, heading, parsed.blocks.slice(from + 1, to), parsed.blocks[to]?.line);
  const stop = holdsHeadings(section.blocks, question.type)
    ? -1
    : section.blocks.findIndex((block, index) => index > 0 && block.kind === "heading");
  return { ...section, blocks: stop === -1 ? section.blocks : section.blocks.slice(0, stop), question };
}

/** What GitHub writes below a question that was left empty, in emphasis. */
const NO_RESPONSE = "No response";

/** Takes what stands below a question and the question's type; returns false where a heading can be no part of the answer. */
export function holdsHeadings(blocks: readonly Block[], type: string): boolean {
  const [first] = blocks;
  return type === "textarea" && !(first?.kind === "paragraph" && first.text === NO_RESPONSE);
}

/** Takes a text's headings and its answers to a form, both in order; returns the lines of the headings that people wrote into an answer. */
export function headingsWithin(headings: readonly HeadingBlock[], answers: readonly Answer[]): Set<number> {
  const own = new Map(answers.map((answer) => [answer.heading.line, answer]));
  const within = new Set<number>();
  let answer: Answer | undefined;
  for (const { line } of headings) {
    answer = own.get(line) ?? answer;
    if (!own.has(line) && answer?.question.type === "textarea") within.add(line);
  }
  return within;
}

function sectionOf(parsed: Parsed, start: Start, blocks: Block[], next: number | undefined): Section {
  return {
    heading: start.text,
    line: start.line,
    level: start.level,
    blocks,
    source: sourceOf(parsed, start, next, blocks),
    duplicates: [],
  };
}

function sourceOf(parsed: Parsed, start: Start, next: number | undefined, blocks: Block[]): string {
  const from = start.line - parsed.firstLine + (start.kind === "bold" ? 1 : headingHeight(parsed, start));
  const stop = next === undefined ? parsed.lines.length : next - parsed.firstLine;
  return normalisedSource(parsed.lines.slice(from, stop), referencedTargets(parsed, blocks));
}

/** A setext heading has an underline, which is no content either; one in HTML has a line. */
function headingHeight(parsed: Parsed, heading: HeadingBlock): number {
  const at = heading.line - parsed.firstLine;
  if (heading.inHtml || /^ {0,3}#/.test(parsed.lines[at] ?? "")) return 1;
  return heading.lines.length + 1;
}

/** A definition elsewhere decides where a link leads, so its target belongs to the section that uses it. */
function referencedTargets({ references }: Parsed, blocks: Block[]): string[] {
  if (references.size === 0) return [];
  return [...new Set(linksOf(blocks).flatMap(({ href }) => (references.has(href) ? [href] : [])))].toSorted();
}
