import MarkdownIt from "markdown-it";

const markdown = new MarkdownIt({ html: true, linkify: false });

// Tags without attributes that comments on GitHub commonly hold; all else is shown as text.
const ALLOWED =
  /&lt;(\/?(?:details|summary|sub|sup|kbd|b|i|em|strong|br|hr|table|thead|tbody|tr|th|td|p|code|pre|ul|ol|li|blockquote)|details open)\s*\/?&gt;/gi;

function tame(source: string): string {
  const escaped = markdown.utils.escapeHtml(source.replace(/<!--[\s\S]*?(?:-->|$)/g, ""));
  return escaped.replace(ALLOWED, "<$1>");
}

markdown.renderer.rules["html_block"] = (tokens, index) => tame(tokens[index]?.content ?? "");
markdown.renderer.rules["html_inline"] = (tokens, index) => tame(tokens[index]?.content ?? "");
// The pages load nothing from elsewhere.
markdown.renderer.rules["image"] = (tokens, index) => `[${markdown.utils.escapeHtml(tokens[index]?.content ?? "image")}]`;

/** Takes Markdown from anyone; returns HTML in which only harmless tags live. */
export function renderMarkdown(source: string): string {
  return markdown.render(source);
}
