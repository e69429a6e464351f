import type { FormQuestion } from "./issue-form.js";

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
  /** The text with the tags that are no markup, such as `<Pager>`; left out where there is none. */
  named?: string;
  /** What stands in inline code, in order; left out where there is none. */
  code?: string[];
  /** The same without what is struck out; left out where nothing is. */
  stands?: Pick<TextLine, "text" | "prose" | "loose" | "code">;
}

/** A Markdown link, image or autolink, resolved through reference definitions, or an `<a href>`. */
export interface Link {
  href: string;
  text: string;
  line: number;
  /** It was taken back: what it leads to is no longer meant. */
  struck?: true;
}

/** What every piece of text has. */
export interface Text {
  line: number;
  lines: TextLine[];
  /** The lines joined by a newline. */
  text: string;
  links: Link[];
  /** The text without what is struck out, folded titles and the names of images; left out where that is all of it. */
  standing?: string;
  /** Where its images and videos are; left out where it shows none. */
  media?: string[];
  /** The text with the tags that are no markup; left out where there is none. */
  named?: string;
  /** Markdown's images and `<img>`; left out where there is none. */
  images?: Link[];
}

export interface Paragraph extends Text {
  kind: "paragraph";
  /** Numbers of the lines that are bold and nothing else; left out where there is none. */
  bold?: number[];
}

export interface HeadingBlock extends Text {
  kind: "heading";
  level: number;
  /** Made by a line below it, not by signs before it. */
  underlined: boolean;
  /** Written as `<h2>`; left out where it is not. */
  inHtml?: true;
}

/** Raw HTML: the text between the tags, comments left out. */
export interface Html extends Text {
  kind: "html";
  /** Elements whose content does not stand that begin here and end further down, less those that end here; left out when there are none. */
  hides?: number;
  /** All of it is one block of code; left out where it is not. */
  isCode?: true;
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

/** What of a text is struck out. */
export interface Struck {
  /** Nothing stands before it. */
  leads: boolean;
  /** What is not struck out. */
  rest: string;
}

/** A list item: its own text, and the blocks below it (nested lists included). */
export interface ListItem extends Text {
  /** 1 is the outermost. */
  depth: number;
  /** A task item's box; null: not a task. Boxes in quotes are not tasks. */
  task: "done" | "open" | null;
  /** Its box as written, where that is not how a box is written: such a box is open. */
  awry?: string;
  /** What of a task is struck out; left out where nothing is. */
  struck?: Struck;
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
  /** Lines of other headings of the same name, which do not count. */
  duplicates: number[];
  /** The question of an issue form that it answers; left out where it answers none that is known. */
  question?: FormQuestion;
}

/** Why a text could not be read as Markdown. */
export type DocumentProblem = { code: "too_large"; size: number; limit: number } | { code: "too_deep" };

export interface MarkdownDocument {
  /** Set when the text was not read: then it has no content, and nothing may pass on it. */
  problem: DocumentProblem | null;
  /** Headings outside lists and quotes, in order. */
  headings: HeadingBlock[];
  /** Lines of those that people wrote into their answers to a form; left out where no form is known. */
  within?: ReadonlySet<number>;
  whole: Section;
  /** The first section whose heading is one of the names; null when there is none. */
  section(names: readonly string[]): Section | null;
  /** A line as it was written, by its number from 1; empty when there is none. */
  lineAt(line: number): string;
}
