import { formElements, entryOf } from "../document/issue-form.js";
import { parseFrontMatter } from "../document/front-matter.js";
import type { Block } from "../document/model.js";
import { nameKey } from "../document/names.js";
import { parseMarkdown } from "../document/parse.js";
import { choicesIn, piecesOf } from "./template-pieces.js";
import { bareText, templateKey, type TemplateFile } from "./template-texts.js";

/** What a template puts below one of its headings, beyond what is told from an answer anywhere. In the form in which texts are compared. */
export interface TemplateSection {
  /** In comparison form. */
  heading: string;
  texts: string[];
  /** Entries of lists: one that is left standing alone was chosen. */
  choices: string[];
}

const MOST = 500;
const MOST_TEXTS = 200;
const LONGEST = 200;

/** Takes templates (Markdown or issue forms) by path; returns what they put below their headings. Never throws. */
export function templateSections(files: readonly TemplateFile[]): TemplateSection[] {
  const all = files.flatMap(({ path, text }) => (/\.ya?ml$/i.test(path) ? ofForm(text) : ofMarkdown(text)));
  return all.filter(({ texts, choices }) => texts.length + choices.length > 0).slice(0, MOST);
}

function ofForm(text: string): TemplateSection[] {
  const form = formElements(text);
  if (!form.ok) return [];
  return form.elements.flatMap((element) => {
    const attributes = entryOf(element, "attributes");
    const [label, value] = [entryOf(attributes, "label"), entryOf(attributes, "value")];
    return typeof label === "string" && typeof value === "string"
      ? [sectionOf(label, parseMarkdown(value).whole.blocks, value.split("\n"))]
      : [];
  });
}

/** Subsections belong to every heading above them; texts above the first heading to none. */
function ofMarkdown(text: string): TemplateSection[] {
  const parsed = parseFrontMatter(text);
  if (!parsed.ok) return [];
  const done: { heading: string; level: number; blocks: Block[] }[] = [];
  let open: typeof done = [];
  for (const block of parsed.document.whole.blocks) {
    if (block.kind !== "heading") for (const { blocks } of open) blocks.push(block);
    else {
      const section = { heading: block.text, level: block.level, blocks: [] };
      open = [...open.filter(({ level }) => level < block.level), section];
      done.push(section);
    }
  }
  return done.map(({ heading, blocks }) => sectionOf(heading, blocks));
}

function sectionOf(heading: string, blocks: readonly Block[], lines: readonly string[] = []): TemplateSection {
  const keysOf = (texts: readonly string[]) => [...new Set(texts.map(bareText).filter(isSaid))].slice(0, MOST_TEXTS);
  const short = [...lines, ...piecesOf(blocks)].filter((text) => templateKey(text) === "");
  return { heading: nameKey(heading), texts: keysOf(short), choices: keysOf(choicesIn(blocks)) };
}

function isSaid(key: string): boolean {
  return key.length <= LONGEST && /[\p{L}\p{N}]/u.test(key);
}
