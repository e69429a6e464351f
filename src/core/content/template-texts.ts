import { parseMarkdown } from "../document/parse.js";
import { entryOf, formElements } from "../document/issue-form.js";
import { parseFrontMatter } from "../document/front-matter.js";
import { singleSpaced, visible } from "../document/names.js";
import { isUnspaced } from "../document/scripts.js";
import { wordCount } from "../document/word-count.js";
import { piecesOf, TICKED } from "./template-pieces.js";

const MOST = 2000;
const LONGEST = 2000;
/** Of all of them together, in characters: they travel with the policy. */
const LARGEST = 200_000;
const FEWEST_WORDS = 2;
export interface TemplateFile {
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

/** The form in which texts are compared: a box that is ticked is part of it. Empty for one that is too long. */
export function bareText(text: string): string {
  if (text.length > LONGEST) return "";
  const written = visible(text.normalize("NFC"))
    .toLowerCase()
    .replace(/[*_~`]/g, "");
  const plain = singleSpaced(written).trim();
  const ticked = plain.startsWith(TICKED) ? TICKED : "";
  return ticked + plain.replace(/^(?:[-+>#]+ |\[[ x]\] )+/, "").replace(/[\s.:…?!？！。：]{1,50}$/u, "");
}

/** The same; empty for a text that is too short to be told from an answer. */
export function templateKey(text: string): string {
  const bare = bareText(text);
  if (bare.startsWith(TICKED)) return bare;
  const words = isUnspaced(bare) ? wordCount(bare) : bare.split(" ").filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  return words < FEWEST_WORDS ? "" : bare;
}

function markdownFile(text: string): string[] {
  const parsed = parseFrontMatter(text);
  const body = parsed.ok ? parsed.document.whole.blocks : [];
  return [...piecesOf(body.filter((block) => block.kind !== "heading")), ...commentsIn(text)];
}

function formTexts(text: string): string[] {
  const form = formElements(text);
  if (!form.ok) return [];
  return form.elements.flatMap((element) => {
    // GitHub puts nothing else of a form into a body: a description, a placeholder and what stands between questions are only shown.
    const value = entryOf(element, "type") === "markdown" ? undefined : entryOf(entryOf(element, "attributes"), "value");
    if (typeof value !== "string") return [];
    const { blocks } = parseMarkdown(value).whole;
    return [value, ...value.split("\n"), ...piecesOf(blocks), ...commentsIn(value)];
  });
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
