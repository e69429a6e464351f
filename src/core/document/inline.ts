import { boxOfTag } from "./boxes.js";
import type { Link, Text, TextLine } from "./model.js";
import { namingTags } from "./inline-tags.js";
import { isNoElement } from "./elements.js";
import { isTarget, readTag, showsMedia, STRIKES } from "./tags.js";
import type { Token } from "./tree.js";

interface Writer {
  line: number;
  lines: TextLine[];
  links: Link[];
  open: OpenLink[];
  /** Without what is struck out and the names of images. */
  standing: string;
  /** The lines without what is struck out; null where nothing is. */
  kept: TextLine[] | null;
  media: string[];
  /** So many elements that strike out are open. */
  struck: number;
  images: Link[];
  /** Tags that are no markup. */
  naming: ReadonlySet<Token>;
}

const NONE: ReadonlySet<Token> = new Set();

interface OpenLink {
  link: Link;
  /** Written as `<a>`: only `</a>` ends it. */
  tag: boolean;
}

/** Reads one inline token into lines of plain text. Takes the token and the line it starts at, from 1. */
export function readInline(token: Token, line: number): Text {
  const children = token.children ?? [];
  const writer: Writer = {
    line,
    lines: [blankLine(line)],
    links: [],
    open: [],
    standing: "",
    kept: children.some(strikes) ? [blankLine(line)] : null,
    media: [],
    struck: 0,
    images: [],
    naming: children.some((child) => child.type === "html_inline") ? namingTags(children) : NONE,
  };
  for (const child of children) readChild(writer, child);
  noteKept(writer);
  const text = withStanding(finish(line, writer.lines, writer.links), writer);
  return writer.images.length === 0 ? text : { ...text, images: writer.images };
}

/** Takes a text, what of it stands and what it shows; returns the text with both where they say more than it does. */
export function withStanding(text: Text, { standing, media }: { standing: string; media: string[] }): Text {
  const bare = standing.trim();
  if (bare === text.text && media.length === 0) return text;
  return { ...text, ...(bare === text.text ? {} : { standing: bare }), ...(media.length === 0 ? {} : { media }) };
}

/** Joins lines to a text. */
export function finish(line: number, lines: TextLine[], links: Link[]): Text {
  const text = lines.length === 1 ? lines[0]?.text : lines.map((each) => each.text).join("\n");
  const whole = { line, lines, text: text?.trim() ?? "", links };
  if (lines.every((each) => each.named === undefined)) return whole;
  return {
    ...whole,
    named: lines
      .map((each) => each.named ?? each.text)
      .join("\n")
      .trim(),
  };
}

/** A text or a line of it as a name is compared: with the tags that are no markup. */
export function nameOf({ named, text }: Pick<TextLine, "named" | "text">): string {
  return named ?? text;
}

function blankLine(line: number): TextLine {
  return { line, text: "", prose: "", loose: "" };
}

function strikes({ type, content }: Token): boolean {
  return type === "s_open" || (type === "html_inline" && STRIKES.has(readTag(content, 0)?.name ?? ""));
}

function noteKept({ lines, kept }: Writer): void {
  for (const [index, { line: _line, ...stands }] of (kept ?? []).entries()) {
    const line = lines[index];
    if (line && line.text !== stands.text) line.stands = stands;
  }
}

function readChild(writer: Writer, token: Token): void {
  switch (token.type) {
    case "softbreak":
    case "hardbreak":
      return newLine(writer);
    case "code_inline":
      return writeCode(writer, token.content);
    case "html_inline": {
      const box = boxOfTag(token.content);
      if (box !== null) return write(writer, box, box);
      noteName(writer, token);
      return skipHtml(writer, token.content);
    }
    case "link_open":
      return openLink(writer, String(token.attrGet("href") ?? ""), false);
    case "link_close":
      return closeLink(writer, false);
    case "image":
      return readImage(writer, token);
    case "s_open":
    case "s_close":
      return strike(writer, token.type === "s_close");
    default:
      return write(writer, token.content, token.content);
  }
}

function newLine(writer: Writer): void {
  writer.line += 1;
  writer.lines.push(blankLine(writer.line));
  writer.kept?.push(blankLine(writer.line));
  writer.standing += "\n";
}

function strike(writer: Writer, ends: boolean): void {
  writer.struck = Math.max(0, writer.struck + (ends ? -1 : 1));
}

function write(writer: Writer, text: string, prose: string, loose = text, standing = text): void {
  const last = writer.lines.at(-1);
  if (last === undefined) return;
  last.text += text;
  last.prose += prose;
  if (writer.struck === 0) writer.standing += standing;
  if (last.named !== undefined) last.named += text;
  const inside = writer.open.at(-1);
  if (inside !== undefined) inside.link.text += text;
  else last.loose += loose;
  const kept = writer.struck === 0 ? writer.kept?.at(-1) : undefined;
  if (kept === undefined) return;
  kept.text += text;
  kept.prose += prose;
  if (inside === undefined) kept.loose += loose;
}

function noteName({ lines, naming }: Writer, token: Token): void {
  const last = lines.at(-1);
  if (last === undefined || !naming.has(token)) return;
  last.named = (last.named ?? last.text) + token.content.replace(/\s+/g, " ");
}

function writeCode(writer: Writer, code: string): void {
  write(writer, code, "");
  for (const last of [writer.lines.at(-1), writer.struck === 0 ? writer.kept?.at(-1) : undefined]) {
    if (last?.code) last.code.push(code);
    else if (last) last.code = [code];
  }
}

/** Tags and comments are no text, but a comment over several lines moves the count on. */
function skipHtml(writer: Writer, html: string): void {
  if (/^<br\b/i.test(html)) write(writer, " ", " ", " ", "\n");
  if (isNoElement(html)) write(writer, "", html.replace(/\s+/g, " "));
  const tag = readTag(html, 0);
  if (tag !== null && STRIKES.has(tag.name)) strike(writer, tag.closes);
  if (tag !== null && showsMedia(tag)) addMedia(writer, tag.src ?? "", "");
  if (tag?.name === "img" && tag.src) writer.images.push({ href: tag.src, text: "", line: writer.line, ...takenBack(writer) });
  if (tag?.name === "a" && tag.closes) closeLink(writer, true);
  else if (tag?.name === "a" && tag.href !== null) openLink(writer, tag.href, true);
  for (let i = html.indexOf("\n"); i !== -1; i = html.indexOf("\n", i + 1)) newLine(writer);
}

function openLink(writer: Writer, href: string, tag: boolean): void {
  const link = { href, text: "", line: writer.line, ...takenBack(writer) };
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
  const image = { href: String(token.attrGet("src") ?? ""), text: alt, line: writer.line, ...takenBack(writer) };
  if (isTarget(image.href)) addMedia(writer, image.href, alt);
  else writer.links.push(image);
  if (image.href !== "") writer.images.push(image);
  write(writer, alt, alt, " ", "");
}

function takenBack({ struck }: Writer): { struck?: true } {
  return struck === 0 ? {} : { struck: true };
}

/** An image is a link to what it shows. */
function addMedia(writer: Writer, src: string, text: string): void {
  writer.links.push({ href: src, text, line: writer.line, ...takenBack(writer) });
  if (writer.struck === 0) writer.media.push(src);
}
