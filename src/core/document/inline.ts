import type { Link, Text, TextLine } from "./model.js";
import { isNoElement } from "./elements.js";
import { readTag } from "./tags.js";
import type { Token } from "./tree.js";

interface Writer {
  line: number;
  lines: TextLine[];
  links: Link[];
  open: OpenLink[];
}

interface OpenLink {
  link: Link;
  /** Written as `<a>`: only `</a>` ends it. */
  tag: boolean;
}

/** Reads one inline token into lines of plain text. Takes the token and the line it starts at, from 1. */
export function readInline(token: Token, line: number): Text {
  const writer: Writer = { line, lines: [{ line, text: "", prose: "", loose: "" }], links: [], open: [] };
  for (const child of token.children ?? []) readChild(writer, child);
  return finish(line, writer.lines, writer.links);
}

/** Joins lines to a text. */
export function finish(line: number, lines: TextLine[], links: Link[]): Text {
  const text = lines.length === 1 ? lines[0]?.text : lines.map((each) => each.text).join("\n");
  return { line, lines, text: text?.trim() ?? "", links };
}

function readChild(writer: Writer, token: Token): void {
  switch (token.type) {
    case "softbreak":
    case "hardbreak":
      return newLine(writer);
    case "code_inline":
      return writeCode(writer, token.content);
    case "html_inline":
      return skipHtml(writer, token.content);
    case "link_open":
      return openLink(writer, String(token.attrGet("href") ?? ""), false);
    case "link_close":
      return closeLink(writer, false);
    case "image":
      return readImage(writer, token);
    default:
      return write(writer, token.content, token.content);
  }
}

function newLine(writer: Writer): void {
  writer.line += 1;
  writer.lines.push({ line: writer.line, text: "", prose: "", loose: "" });
}

function write(writer: Writer, text: string, prose: string, loose = text): void {
  const last = writer.lines.at(-1);
  if (last === undefined) return;
  last.text += text;
  last.prose += prose;
  const inside = writer.open.at(-1);
  if (inside !== undefined) inside.link.text += text;
  else last.loose += loose;
}

function writeCode(writer: Writer, code: string): void {
  write(writer, code, "");
  const last = writer.lines.at(-1);
  if (last?.code) last.code.push(code);
  else if (last) last.code = [code];
}

/** Tags and comments are no text, but a comment over several lines moves the count on. */
function skipHtml(writer: Writer, html: string): void {
  if (/^<br\b/i.test(html)) write(writer, " ", " ");
  if (isNoElement(html)) write(writer, "", html.replace(/\s+/g, " "));
  const tag = readTag(html, 0);
  if (tag?.name === "a" && tag.closes) closeLink(writer, true);
  else if (tag?.name === "a" && tag.href !== null) openLink(writer, tag.href, true);
  for (let i = html.indexOf("\n"); i !== -1; i = html.indexOf("\n", i + 1)) newLine(writer);
}

function openLink(writer: Writer, href: string, tag: boolean): void {
  const link = { href, text: "", line: writer.line };
  // What stands before a link and what stands after it are not one word.
  write(writer, "", "", " ");
  writer.links.push(link);
  writer.open.push({ link, tag });
}

function closeLink(writer: Writer, tag: boolean): void {
  if (writer.open.at(-1)?.tag !== tag) return;
  const closed = writer.open.pop();
  const outer = writer.open.at(-1);
  if (closed !== undefined && outer !== undefined) outer.link.text += closed.link.text;
}

function readImage(writer: Writer, token: Token): void {
  const alt = (token.children ?? []).map((child) => child.content).join("");
  writer.links.push({ href: String(token.attrGet("src") ?? ""), text: alt, line: writer.line });
  write(writer, alt, alt, " ");
}
