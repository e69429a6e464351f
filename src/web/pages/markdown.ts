import MarkdownIt from "markdown-it";
import { BoundedCache } from "../../core/basics/bounded-cache.js";

/** Our sentences are Markdown that is inert on GitHub; what people wrote in them is so here, too: no HTML, no pictures, no addresses but the web's. */
const writer = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable("image");
writer.validateLink = (url) => /^https?:\/\//i.test(url);

/** Folds are for comments; a page has room. */
const FOLD = /<details><summary>([^\n]{0,500})<\/summary>\n\n([\s\S]*?)\n\n<\/details>/g;

/** The names of stages and gates come again in every row: HTML by its sentence, which is nobody's secret from whoever brings it. */
const known = new BoundedCache<string>({ entries: 5_000, weight: 1_000_000 });

/** Takes a sentence; returns its HTML, within a line. */
export function inlineHtml(words: string): { __html: string } {
  const before = known.get(words);
  if (before !== undefined) return { __html: before };
  const html = writer.renderInline(words.replace(/\s+/g, " "));
  known.set(words, html, words.length + html.length);
  return { __html: html };
}

/** Takes a text; returns its HTML. */
export function blockHtml(words: string): { __html: string } {
  return { __html: writer.render(words.replace(FOLD, "**$1**\n\n$2")) };
}
