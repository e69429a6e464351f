/** Markdown as the checks see it: plain data with line numbers of the original text. Nothing here is ever rendered. */

/** One source line of running text, free of markup. */
export interface TextLine {
  /** From 1. */
  line: number;
  /** Everything a reader sees, inline code included, HTML comments not. */
  text: string;
  /** The same without inline code. */
  prose: string;
  /** The same without what links say: a name that leads elsewhere is no reference of its own. */
  loose: string;
  /** What stands in inline code, in order; left out where there is none. */
  code?: string[];
}

/** A Markdown link, image or autolink, resolved through reference definitions, or an `<a href>`. */
export interface Link {
  href: string;
  text: string;
  line: number;
}

/** What every piece of text has. */
export interface Text {
  line: number;
  lines: TextLine[];
  /** The lines joined by a newline. */
  text: string;
  links: Link[];
}

export interface Paragraph extends Text {
  kind: "paragraph";
}

export interface HeadingBlock extends Text {
  kind: "heading";
  level: number;
}

/** Raw HTML: the text between the tags, comments left out. */
export interface Html extends Text {
  kind: "html";
}

export interface Code {
  kind: "code";
  line: number;
  text: string;
}

export interface List {
  kind: "list";
  line: number;
  items: ListItem[];
}

/** A list item: its own text, and the blocks below it (nested lists included). */
export interface ListItem extends Text {
  /** 1 is the outermost. */
  depth: number;
  /** A task item's box; null: not a task. Boxes in quotes are not tasks. */
  task: "done" | "open" | null;
  blocks: Block[];
}

export interface Table {
  kind: "table";
  line: number;
  header: Text[];
  rows: TableRow[];
}

export interface TableRow {
  line: number;
  cells: Text[];
}

export interface Quote {
  kind: "quote";
  line: number;
  blocks: Block[];
}

export type Block = Paragraph | HeadingBlock | Html | Code | List | Table | Quote;

/** A heading's text with the blocks that belong to it, subsections included. */
export interface Section {
  /** As written; null for the whole text. */
  heading: string | null;
  /** Line of the heading, from 1. */
  line: number;
  level: number;
  blocks: Block[];
  /**
   * Its text for digests: LF, no comments, no trailing blanks. Whatever a reader takes for part of it belongs to it: later sections of the
   * same name, and the footnotes it refers to.
   */
  source: string;
  /** Lines of later headings of the same name: only the first counts. */
  duplicates: number[];
}

/** Why a text could not be read as Markdown. */
export type DocumentProblem = { code: "too_large"; size: number; limit: number } | { code: "too_deep" };

export interface MarkdownDocument {
  /** Set when the text was not read: then it has no content, and nothing may pass on it. */
  problem: DocumentProblem | null;
  /** Headings outside lists and quotes, in order. */
  headings: HeadingBlock[];
  whole: Section;
  /** The first section whose heading is one of the names; null when there is none. */
  section(names: readonly string[]): Section | null;
  /** A line as it was written, by its number from 1; empty when there is none. */
  lineAt(line: number): string;
}
