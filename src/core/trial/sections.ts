import { parseMarkdown } from "../document/parse.js";

/** Headings of a text, in order, each once. */
export function headingsOf(body: string): string[] {
  return [...new Set(parseMarkdown(body).headings.map((heading) => heading.text))];
}

/** Takes a text, a heading and what its section shall say (null: the section goes, heading and all); returns the text, or null when it has no such section. */
export function replaceSection(body: string, name: string, content: string | null): string | null {
  const document = parseMarkdown(body);
  const section = document.section([name]);
  if (section === null) return null;
  const lines = body
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .split("\n");
  const at = document.headings.findIndex((heading) => heading.line === section.line);
  const next = document.headings.slice(at + 1).find((heading) => heading.level <= section.level);
  const start = section.line - 1;
  const end = next === undefined ? lines.length : next.line - 1;
  if (content === null) return [...lines.slice(0, start), ...lines.slice(end)].join("\n");
  const underlined = document.headings[at]?.inHtml || /^ {0,3}#/.test(lines[start] ?? "") ? 0 : (document.headings[at]?.lines.length ?? 1);
  return [...lines.slice(0, start + 1 + underlined), "", content.trimEnd(), "", ...lines.slice(end)].join("\n");
}
