import MarkdownIt from "markdown-it";
import { toBlocks } from "./blocks.js";
import type { Block, DocumentProblem, HeadingBlock, MarkdownDocument, Section } from "./model.js";
import { footnoteNames, footnotesOf, type Footnote } from "./footnotes.js";
import { nameKey } from "./names.js";
import { withQuickTokens } from "./quick-tokens.js";
import { rememberingRecent } from "./recent.js";
import { contentLines, normalisedSource } from "./source.js";
import { toTree } from "./tree.js";
import { linksOf } from "./walk.js";

const MAX_NESTING = 64;
const engine = withQuickTokens(new MarkdownIt({ html: true, linkify: false, typographer: false, maxNesting: MAX_NESTING }));

// Links of the plainest kind are their own normal form, and are nearly all there are.
const PLAIN_LINK = /^(?:https?:\/\/[a-z\d][a-z\d.-]*)?(?:[/#?][\w\-.~/#?=&+,;:@!$()*']*)?$/;
const normalizeLink = engine.normalizeLink.bind(engine);
engine.normalizeLink = (url) => (PLAIN_LINK.test(url) ? url : normalizeLink(url));

/** Longest text that is read, in characters. GitHub's own limit for a body is a quarter of it. */
const MAX_TEXT = 256 * 1024;

interface Parsed {
  blocks: Block[];
  headings: HeadingBlock[];
  /** By comparison name, in order: a text may have thousands of headings, and every gate asks for some. */
  named: ReadonlyMap<string, HeadingBlock[]>;
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

/**
 * Reads Markdown. Takes any text and the number of its first line (when front matter was cut off before it). Never throws on
 * text: a text that is too large or nested too deeply gives an empty document with its `problem` set. Documents may be shared: they are not to be changed.
 */
export function parseMarkdown(text: string, options: { firstLine?: number } = {}): MarkdownDocument {
  return read({ text, firstLine: options.firstLine ?? 1 });
}

// Finding out what to look up, which documents are linked and what the gates say all read the same texts.
const read = rememberingRecent(readAnew, ({ text, firstLine }) => `${firstLine} ${text}`);

function readAnew({ text, firstLine }: { text: string; firstLine: number }): MarkdownDocument {
  if (text.length > MAX_TEXT) return toDocument(parse("", firstLine), { code: "too_large", size: text.length, limit: MAX_TEXT });
  const parsed = parse(text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n"), firstLine);
  return parsed.tooDeep ? toDocument(parse("", firstLine), { code: "too_deep" }) : toDocument(parsed, null);
}

function parse(source: string, firstLine: number): Parsed {
  const env: { references?: Record<string, { href: string; title: string }> } = {};
  const tokens = engine.parse(source, env);
  const nodes = toTree(tokens, firstLine);
  const blocks = toBlocks(nodes);
  const written = source.split("\n");
  const headings = blocks.filter((block) => block.kind === "heading");
  const lines = contentLines(written, nodes, firstLine);
  return {
    blocks,
    headings,
    named: byName(headings),
    written,
    lines,
    footnotes: source.includes("[^") ? footnotesOf(lines) : [],
    firstLine,
    references: new Set(Object.values(env.references ?? {}).map((reference) => reference.href)),
    tooDeep: tokens.some((token) => token.level >= MAX_NESTING - 1),
  };
}

function byName(headings: readonly HeadingBlock[]): Map<string, HeadingBlock[]> {
  const named = new Map<string, HeadingBlock[]>();
  for (const heading of headings) {
    const key = nameKey(heading.text);
    const same = named.get(key);
    if (same) same.push(heading);
    else named.set(key, [heading]);
  }
  return named;
}

function toDocument(parsed: Parsed, problem: DocumentProblem | null): MarkdownDocument {
  // Every gate that reads a section asks for it, and so does whatever is bound to it.
  const found = new Map<string, Section | null>();
  const whole: Section = {
    heading: null,
    line: parsed.firstLine,
    level: 0,
    blocks: parsed.blocks,
    source: normalisedSource(parsed.lines, []),
    duplicates: [],
  };
  return {
    problem,
    headings: parsed.headings,
    whole,
    section: (names) => {
      const key = JSON.stringify(names);
      const known = found.get(key);
      if (known !== undefined) return known;
      const section = findSection(parsed, names);
      found.set(key, section);
      return section;
    },
    lineAt: (line) => parsed.written[line - parsed.firstLine] ?? "",
  };
}

function findSection(parsed: Parsed, names: readonly string[]): Section | null {
  const keys = new Set(names.map(nameKey).filter((key) => key !== ""));
  const matches = [...keys].flatMap((key) => parsed.named.get(key) ?? []).toSorted((a, b) => a.line - b.line);
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

/** The footnotes that a text refers to, wherever they stand; GitHub shows them at the end of the page. */
function footnotesIn(parsed: Parsed, text: string): string[] {
  if (parsed.footnotes.length === 0) return [];
  const wanted = new Set(footnoteNames(text));
  return wanted.size === 0 ? [] : parsed.footnotes.flatMap(({ name, source }) => (wanted.has(name) ? [source] : []));
}

function cutSection(parsed: Parsed, heading: HeadingBlock, duplicates: number[]): Section {
  const from = parsed.blocks.indexOf(heading);
  const end = parsed.blocks.findIndex((block, index) => index > from && block.kind === "heading" && block.level <= heading.level);
  const blocks = parsed.blocks.slice(from + 1, end === -1 ? undefined : end);
  return {
    heading: heading.text,
    line: heading.line,
    level: heading.level,
    blocks,
    source: sourceOf(parsed, heading, parsed.blocks[end], blocks),
    duplicates,
  };
}

function sourceOf(parsed: Parsed, heading: HeadingBlock, next: Block | undefined, blocks: Block[]): string {
  const start = heading.line - parsed.firstLine + headingHeight(parsed, heading);
  const stop = next === undefined ? parsed.lines.length : next.line - parsed.firstLine;
  return normalisedSource(parsed.lines.slice(start, stop), referencedTargets(parsed, blocks));
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
