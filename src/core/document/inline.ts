import type { Link, Text, TextLine } from "./model.js";
import { isNoElement } from "./elements.js";
import type { Token } from "./tree.js";

interface Writer {
  line: number;
  lines: TextLine[];
  links: Link[];
  open: Link[];
}

/** Reads one inline token into lines of plain text. Takes the token and the line it starts at, from 1. */
export function readInline(token: Token, line: number): Text {
  const writer: Writer = { line, lines: [{ line, text: "", prose: "" }], links: [], open: [] };
  for (const child of token.children ?? []) readChild(writer, child);
  return finish(line, writer.lines, writer.links);
}

/** Joins lines to a text. */
export function finish(line: number, lines: TextLine[], links: Link[]): Text {
  return {
    line,
    lines,
    text: lines
      .map((each) => each.text)
      .join("\n")
      .trim(),
    links,
  };
}

function readChild(writer: Writer, token: Token): void {
  switch (token.type) {
    case "softbreak":
    case "hardbreak":
      return newLine(writer);
    case "code_inline":
      return write(writer, token.content, "");
    case "html_inline":
      return skipHtml(writer, token.content);
    case "link_open":
      return openLink(writer, String(token.attrGet("href") ?? ""));
    case "link_close":
      return closeLink(writer);
    case "image":
      return readImage(writer, token);
    default:
      return write(writer, token.content, token.content);
  }
}

function newLine(writer: Writer): void {
  writer.line += 1;
  writer.lines.push({ line: writer.line, text: "", prose: "" });
}

function write(writer: Writer, text: string, prose: string): void {
  const last = writer.lines.at(-1);
  if (last === undefined) return;
  last.text += text;
  last.prose += prose;
  const link = writer.open.at(-1);
  if (link !== undefined) link.text += text;
}

/** Tags and comments are no text, but a comment over several lines moves the count on. */
function skipHtml(writer: Writer, html: string): void {
  if (/^<br\b/i.test(html)) write(writer, " ", " ");
  if (isNoElement(html)) write(writer, "", html.replace(/\s+/g, " "));
  for (let i = html.indexOf("\n"); i !== -1; i = html.indexOf("\n", i + 1)) newLine(writer);
}

function openLink(writer: Writer, href: string): void {
  const link = { href, text: "", line: writer.line };
  writer.links.push(link);
  writer.open.push(link);
}

function closeLink(writer: Writer): void {
  const closed = writer.open.pop();
  const outer = writer.open.at(-1);
  if (closed !== undefined && outer !== undefined) outer.text += closed.text;
}

function readImage(writer: Writer, token: Token): void {
  const alt = (token.children ?? []).map((child) => child.content).join("");
  writer.links.push({ href: String(token.attrGet("src") ?? ""), text: alt, line: writer.line });
  write(writer, alt, alt);
}
