import { withoutAccidents } from "./accidents.js";
import type { Answer } from "./answers.js";
import { toBlocks } from "./blocks.js";
import { engine, MAX_NESTING } from "./engine.js";
import { foldedHeadings } from "./folded.js";
import { formAnswers, type KnownForm } from "./form-answers.js";
import type { FormQuestion } from "./issue-form.js";
import { nameOf } from "./inline.js";
import type { HeadingBlock, MarkdownDocument, Section } from "./model.js";
import { footnotesOf } from "./footnotes.js";
import { onceFor } from "../basics/once.js";
import { nameKey } from "./names.js";
import { rememberingRecent } from "./recent.js";
import { findSection, headingsWithin, type Parsed } from "./sections.js";
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

/**
 * As `parseMarkdown`, for a text that may be the output of one of some issue forms: then its sections are the answers to the form's questions, and
 * whatever headings people wrote into an answer are part of it.
 */
export function parseAnswers(text: string, forms: Forms): MarkdownDocument {
  return forms.length === 0 ? parseMarkdown(text) : readAnswers({ text, forms });
}

type Forms = readonly (readonly FormQuestion[])[];

interface Readable {
  text: string;
  firstLine: number;
}

// Finding out what to look up, which documents are linked and what the gates say all read the same texts.
const read = rememberingRecent((given: Readable) => toDocument(readOnce(given), []), keyOf);
const readOnce = rememberingRecent(readAnew, keyOf);
const readAnswers = rememberingRecent(
  ({ text, forms }: { text: string; forms: Forms }) => {
    const parsed = readOnce({ text, firstLine: 1 });
    const answers = formAnswers(parsed, knownForms(forms));
    return answers.length === 0 ? parseMarkdown(text) : toDocument(parsed, answers);
  },
  ({ text, forms }) => `${formsKey(forms)} ${text}`,
);
const formsKey = onceFor((forms: Forms) => JSON.stringify(forms));
const knownForms = onceFor((forms: Forms) => forms.map((questions): KnownForm => ({ questions, keys: questions.map(labelKey) })));

/** A label is Markdown, as GitHub writes it. */
function labelKey({ label }: FormQuestion): string {
  return nameKey(parse(`### ${label.trim()}`, 1).headings[0]?.text ?? label);
}

function keyOf({ text, firstLine }: Readable): string {
  return `${firstLine} ${text}`;
}

function readAnew({ text, firstLine }: Readable): Parsed {
  if (text.length > MAX_TEXT) return { ...parse("", firstLine), problem: { code: "too_large", size: text.length, limit: MAX_TEXT } };
  const parsed = parse(text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n"), firstLine);
  return parsed.tooDeep ? { ...parse("", firstLine), problem: { code: "too_deep" } } : parsed;
}

function parse(source: string, firstLine: number): Parsed {
  const env: { references?: Record<string, { href: string; title: string }> } = {};
  const tokens = engine.parse(source, env);
  const nodes = toTree(tokens, firstLine);
  const written = source.split("\n");
  const blocks = withoutAccidents(toBlocks(nodes), written, firstLine);
  const headings = blocks.filter((block) => block.kind === "heading");
  const lines = contentLines(written, nodes, firstLine);
  return {
    problem: null,
    blocks,
    headings,
    folded: foldedHeadings(nodes),
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

function toDocument(parsed: Parsed, answers: readonly Answer[]): MarkdownDocument {
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
    problem: parsed.problem,
    headings: parsed.headings,
    ...(answers.length === 0 ? {} : { within: headingsWithin(parsed.headings, answers) }),
    whole,
    section: (names) => {
      const key = JSON.stringify(names);
      const known = found.get(key);
      if (known !== undefined) return known;
      const section = findSection(parsed, answers, names);
      found.set(key, section);
      return section;
    },
    lineAt: (line) => parsed.written[line - parsed.firstLine] ?? "",
  };
}
