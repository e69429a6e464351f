import type { Answer } from "./answers.js";
import { footnoteNames, type Footnote } from "./footnotes.js";
import type { Block, HeadingBlock, Section } from "./model.js";
import { nameKey } from "./names.js";
import { normalisedSource } from "./source.js";
import { linksOf } from "./walk.js";

/** What sections are cut out of: a text that was read. */
interface Sectioned {
  blocks: Block[];
  headings: readonly HeadingBlock[];
  /** Lines of the headings that stand in a part that is folded away. */
  folded: ReadonlySet<number>;
  named: ReadonlyMap<string, HeadingBlock[]>;
  lines: string[];
  firstLine: number;
  footnotes: Footnote[];
  references: ReadonlySet<string>;
}

/** Takes a text, the answers of the form it was written with (none: of no form that is known) and a heading with its aliases; returns its section. */
export function findSection(parsed: Sectioned, answers: readonly Answer[], names: readonly string[]): Section | null {
  const keys = new Set(names.map(nameKey).filter((key) => key !== ""));
  const matches = [...keys].flatMap((key) => parsed.named.get(key) ?? []).toSorted((a, b) => a.line - b.line);
  const answer = answers.find(({ heading }) => keys.has(nameKey(heading.text)));
  const first = answer?.heading ?? outermost(matches, parsed);
  if (first === undefined) return null;
  const later = answer?.others ?? matches.filter((heading) => heading !== first);
  const limit = (heading: HeadingBlock) => answers.map((each) => each.heading.line).find((line) => line > heading.line) ?? null;
  const section = answer === undefined ? cutSection(parsed, first, limit(first)) : cutAnswer(parsed, answer);
  const namesakes = matches.filter((heading) => heading !== first).map((heading) => cutSection(parsed, heading, limit(heading)).source);
  const notes = footnotesIn(parsed, [section.source, ...namesakes].join("\n"));
  return { ...section, source: [section.source, ...namesakes, ...notes].join("\n\n"), duplicates: later.map((heading) => heading.line) };
}

/**
 * A heading inside another's section, or folded away, was pasted there sooner than one beside it. The text's first heading tells how deep its sections are.
 * Of equals the first counts.
 */
function outermost(matches: readonly HeadingBlock[], { folded, headings }: Sectioned): HeadingBlock | undefined {
  const usual = headings[0]?.level;
  const depth = ({ level, line }: HeadingBlock) => (level === usual ? 0 : level) + (folded.has(line) ? 10 : 0);
  return matches.reduce<HeadingBlock | undefined>(
    (best, each) => (best === undefined || depth(each) < depth(best) ? each : best),
    undefined,
  );
}

/** The footnotes that a text refers to, wherever they stand; GitHub shows them at the end of the page. */
function footnotesIn(parsed: Sectioned, text: string): string[] {
  if (parsed.footnotes.length === 0) return [];
  const wanted = new Set(footnoteNames(text));
  return wanted.size === 0 ? [] : parsed.footnotes.flatMap(({ name, source }) => (wanted.has(name) ? [source] : []));
}

/** Takes a heading and the line that its section ends at, at the latest. */
function cutSection(parsed: Sectioned, heading: HeadingBlock, limit: number | null): Section {
  const from = parsed.blocks.indexOf(heading);
  const ends = (block: Block) => block.kind === "heading" && (block.level <= heading.level || block.line === limit);
  const end = parsed.blocks.findIndex((block, index) => index > from && ends(block));
  return sectionOf(parsed, heading, parsed.blocks.slice(from + 1, end === -1 ? undefined : end), parsed.blocks[end]);
}

/** Whatever headings people wrote into an answer are part of it. */
function cutAnswer(parsed: Sectioned, { question, heading, end }: Answer): Section {
  const from = parsed.blocks.indexOf(heading);
  const to = end === null ? parsed.blocks.length : parsed.blocks.findIndex((block) => block.line === end && block.kind === "heading");
  const section = sectionOf(parsed, heading, parsed.blocks.slice(from + 1, to), parsed.blocks[to]);
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

function sectionOf(parsed: Sectioned, heading: HeadingBlock, blocks: Block[], next: Block | undefined): Section {
  return {
    heading: heading.text,
    line: heading.line,
    level: heading.level,
    blocks,
    source: sourceOf(parsed, heading, next, blocks),
    duplicates: [],
  };
}

function sourceOf(parsed: Sectioned, heading: HeadingBlock, next: Block | undefined, blocks: Block[]): string {
  const start = heading.line - parsed.firstLine + headingHeight(parsed, heading);
  const stop = next === undefined ? parsed.lines.length : next.line - parsed.firstLine;
  return normalisedSource(parsed.lines.slice(start, stop), referencedTargets(parsed, blocks));
}

/** A setext heading has an underline, which is no content either. */
function headingHeight(parsed: Sectioned, heading: HeadingBlock): number {
  const at = heading.line - parsed.firstLine;
  if (/^ {0,3}#/.test(parsed.lines[at] ?? "")) return 1;
  return heading.lines.length + 1;
}

/** A definition elsewhere decides where a link leads, so its target belongs to the section that uses it. */
function referencedTargets({ references }: Sectioned, blocks: Block[]): string[] {
  if (references.size === 0) return [];
  return [...new Set(linksOf(blocks).flatMap(({ href }) => (references.has(href) ? [href] : [])))].toSorted();
}
