import { parseMarkdown } from "../document/parse.js";
import { entryOf, formElements } from "../document/issue-form.js";
import { parseFrontMatter } from "../document/front-matter.js";
import { singleSpaced, visible } from "../document/names.js";
import { isUnspaced } from "../document/scripts.js";
import { wordCount } from "../document/word-count.js";
import { rememberingRecent } from "../document/recent.js";
import { textsOf } from "../document/walk.js";

const MOST = 2000;
const LONGEST = 2000;
/** Of all of them together, in characters: they travel with the policy. */
const LARGEST = 200_000;
const FEWEST_WORDS = 2;
/** Of an issue form's element: what it shows to whoever fills it in. Its label is a heading, and options are answers. */
const SHOWN = ["value", "placeholder", "description"];

interface TemplateFile {
  path: string;
  text: string;
}

/**
 * Takes templates (Markdown or issue forms) by path; returns the texts that they put before everybody, each once: paragraphs, list items,
 * cells and comments, and single lines of them. What cannot be read puts nothing there. Never throws.
 */
export function templateTexts(files: readonly TemplateFile[]): string[] {
  const texts = files.flatMap(({ path, text }) => (/\.ya?ml$/i.test(path) ? formTexts(text) : markdownFile(text)));
  const distinct = new Map(texts.map((text) => [templateKey(text), text]));
  distinct.delete("");
  let size = 0;
  return [...distinct.values()].slice(0, MOST).filter((text) => (size += text.length) <= LARGEST);
}

/** The same for the files that a contract names, which it names for each of its items. The list is shared. */
export const recentTemplateTexts: (files: readonly TemplateFile[]) => readonly string[] = rememberingRecent(templateTexts, (files) =>
  JSON.stringify(files.map(({ path, text }) => [path, text])),
);

/** Takes texts of templates; returns a test for being one of them, whatever its case, spacing and emphasis. */
export function templateMatcher(texts: readonly string[]): (text: string) => boolean {
  const keys = keysOf(texts);
  return (text) => {
    return keys.size > 0 && keys.has(bareText(text));
  };
}

const known = new WeakMap<readonly string[], ReadonlySet<string>>();

/** A policy's texts are the same for each of its items. */
function keysOf(texts: readonly string[]): ReadonlySet<string> {
  const before = known.get(texts);
  if (before) return before;
  const keys = new Set(texts.map(templateKey).filter((key) => key !== ""));
  known.set(texts, keys);
  return keys;
}

/** The form in which texts are compared. */
function bareText(text: string): string {
  if (text.length > LONGEST) return "";
  const written = visible(text.normalize("NFC"))
    .toLowerCase()
    .replace(/[*_~`]/g, "");
  const plain = singleSpaced(written).trim();
  return plain.replace(/^(?:[-+>#]+ |\[[ x]\] )+/, "").replace(/[\s.:…。．：]{1,50}$/, "");
}

/** The same; empty for a text that is too short to be told from an answer. */
function templateKey(text: string): string {
  const bare = bareText(text);
  const words = isUnspaced(bare) ? wordCount(bare) : bare.split(" ").filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  return words < FEWEST_WORDS ? "" : bare;
}

function markdownFile(text: string): string[] {
  const parsed = parseFrontMatter(text);
  const body = parsed.ok ? parsed.document.whole.blocks : [];
  return [...pieces(textsOf(withoutHeadings(body))), ...commentsIn(text)];
}

function formTexts(text: string): string[] {
  const form = formElements(text);
  if (!form.ok) return [];
  return form.elements.flatMap((element) => {
    const attributes = entryOf(element, "attributes");
    const shown = SHOWN.map((key) => entryOf(attributes, key)).filter((each) => typeof each === "string");
    return shown.flatMap((each) => [each, ...pieces(textsOf(withoutHeadings(parseMarkdown(each).whole.blocks))), ...commentsIn(each)]);
  });
}

type Blocks = ReturnType<typeof parseMarkdown>["whole"]["blocks"];

function withoutHeadings(blocks: Blocks): Blocks {
  return blocks.filter((block) => block.kind !== "heading");
}

/** A text, its lines, and what follows a lead such as "Technical:" in them. */
function pieces(texts: readonly { text: string; lines: readonly { text: string }[] }[]): string[] {
  return texts.flatMap(({ text, lines }) => {
    const all = [text, ...lines.map((line) => line.text)];
    return [...all, ...all.map(afterLead)];
  });
}

function afterLead(text: string): string {
  const at = text.search(/[:：]\s/);
  return at === -1 ? "" : text.slice(at + 1).trim();
}

/** What stands in comments becomes visible when somebody takes the marks away. */
function commentsIn(text: string): string[] {
  const found: string[][] = [];
  for (let start = text.indexOf("<!--"); start !== -1; start = text.indexOf("<!--", start + 4)) {
    const end = text.indexOf("-->", start);
    if (end === -1) break;
    const inside = text.slice(start + 4, end).trim();
    found.push([inside], inside.split(/\r?\n/));
    start = end;
  }
  return found.flat();
}
