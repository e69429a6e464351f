import { toBlocks } from "./blocks.js";
import { engine, MAX_NESTING } from "./engine.js";
import { footnotesOf } from "./footnotes.js";
import { nameOf } from "./inline.js";
import type { DocumentProblem, HeadingBlock, MarkdownDocument, Section } from "./model.js";
import { nameKey } from "./names.js";
import { rememberingRecent } from "./recent.js";
import { findSection, type Parsed } from "./sections.js";
import { contentLines, normalisedSource } from "./source.js";
import { toTree } from "./tree.js";

/** Longest text that is read, in characters. GitHub's own limit for a body is a quarter of it. */
const MAX_TEXT = 256 * 1024;

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
    ...byName(headings, (line) => written[line - firstLine] ?? ""),
    written,
    lines,
    footnotes: source.includes("[^") ? footnotesOf(lines) : [],
    firstLine,
    references: new Set(Object.values(env.references ?? {}).map((reference) => reference.href)),
    tooDeep: tokens.some((token) => token.level >= MAX_NESTING - 1),
  };
}

function byName(headings: readonly HeadingBlock[], lineAt: (line: number) => string): Pick<Parsed, "named" | "signed"> {
  const named = new Map<string, HeadingBlock[]>();
  const signed = new Map<string, HeadingBlock[]>();
  for (const heading of headings) {
    const signs = signsAfter(lineAt(heading.line), heading.level);
    put(named, nameKey(`${nameOf(heading)}${signs}`), heading);
    if (signs !== "") put(signed, nameKey(nameOf(heading)), heading);
  }
  return { named, signed };
}

function put(map: Map<string, HeadingBlock[]>, key: string, heading: HeadingBlock): void {
  const same = map.get(key);
  if (same) same.push(heading);
  else map.set(key, [heading]);
}

/** `## Name ##` has its signs for symmetry; other numbers of them are what a form's label ends in. */
function signsAfter(line: string, level: number): string {
  const signs = /^ {0,3}#/.test(line) && line.trimEnd().endsWith("#") ? (/[ \t](#+)[ \t]*$/.exec(line)?.[1] ?? "") : "";
  return signs.length === level || signs === "" ? "" : ` ${signs}`;
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
