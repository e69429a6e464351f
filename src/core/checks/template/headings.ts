import { parseFrontMatter } from "../../document/front-matter.js";
import { nameOf } from "../../document/inline.js";
import { singleSpaced } from "../../document/names.js";
import { parseMarkdown } from "../../document/parse.js";
import { entryOf, formElements } from "../../document/issue-form.js";

/** A heading of a template, or of the text held against it. */
export interface TemplateHeading {
  text: string;
  level: number;
  /** By which it is compared, where that is another than its text. */
  named?: string;
}

export type ReadTemplate = { ok: true; headings: TemplateHeading[] } | { ok: false; reason: string };

/** Levels that GitHub gives the answers of an issue form. */
const ANSWER_LEVEL = 3;
const MAX_HEADINGS = 200;

/**
 * Takes a template's path and text; returns its headings, or why it has none to hold a text against: a template that asks for
 * nothing would let everything pass. In an issue form the labels of the questions are the headings.
 */
export function templateHeadings(path: string, text: string): ReadTemplate {
  const read = /\.ya?ml$/i.test(path) ? formLabels(text) : markdownHeadings(text);
  if (!read.ok) return read;
  if (read.headings.length === 0) return { ok: false, reason: "it has no headings" };
  return read.headings.length > MAX_HEADINGS ? { ok: false, reason: `it has more than ${MAX_HEADINGS} headings` } : read;
}

function markdownHeadings(text: string): ReadTemplate {
  const parsed = parseFrontMatter(text);
  if (!parsed.ok) return parsed;
  if (parsed.document.problem !== null) return { ok: false, reason: "it is too large" };
  return { ok: true, headings: parsed.document.headings };
}

function formLabels(text: string): ReadTemplate {
  const form = formElements(text);
  if (!form.ok) return form;
  const labels = form.elements
    .filter((element) => entryOf(element, "type") !== "markdown")
    .map((element) => entryOf(entryOf(element, "attributes"), "label"));
  const headings = labels.filter((label) => typeof label === "string").flatMap(asHeading);
  return { ok: true, headings };
}

/** As it stands in the body that GitHub makes of the form. */
function asHeading(label: string): TemplateHeading[] {
  const { headings } = parseMarkdown(`${"#".repeat(ANSWER_LEVEL)} ${singleSpaced(label)}`);
  return headings.map((heading) => ({ ...heading, text: label.trim(), named: nameOf(heading) }));
}
