import MarkdownIt from "markdown-it";

/** Our sentences are Markdown that is inert on GitHub; what people wrote in them is so here, too: no HTML, no pictures, no addresses but the web's. */
const writer = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable("image");
writer.validateLink = (url) => /^https?:\/\//i.test(url);

/** Folds are for comments; a page has room. */
const FOLD = /<details><summary>([^\n]{0,500})<\/summary>\n\n([\s\S]*?)\n\n<\/details>/g;

/** Takes a sentence; returns its HTML, within a line. */
export function inlineHtml(words: string): { __html: string } {
  return { __html: writer.renderInline(words.replace(/\s+/g, " ")) };
}

/** Takes a text; returns its HTML. */
export function blockHtml(words: string): { __html: string } {
  return { __html: writer.render(words.replace(FOLD, "**$1**\n\n$2")) };
}
