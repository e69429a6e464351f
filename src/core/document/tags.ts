import MarkdownIt from "markdown-it";
import type { Link } from "./model.js";

/** A tag of raw HTML. */
export interface Tag {
  /** In small letters. */
  name: string;
  /** `</name>` */
  closes: boolean;
  /** Of the first `href`; null when there is none. */
  href: string | null;
  /** Of the first `src`; null when there is none. */
  src: string | null;
  /** Where the text goes on. */
  end: number;
}

/** What a reader sees crossed out. */
export const STRIKES: ReadonlySet<string> = new Set(["del", "s", "strike"]);
const MEDIA = new Set(["img", "video", "source", "audio"]);

const { unescapeAll } = new MarkdownIt().utils;
const NAME = /<(\/?)([a-z][^\s/>]*)/iy;
const ATTRIBUTE = /[\s/]*([^\s/>][^\s/>=]*)(\s*=\s*)?/y;
const BARE = /[^\s>]*/y;

/** Takes HTML and where a tag begins; returns the tag as a browser reads it, or null: no tag, or one that never ends. Linear. */
export function readTag(html: string, from: number): Tag | null {
  const begin = at(NAME, html, from);
  if (begin === null) return null;
  const tag: Tag = { name: (begin[2] ?? "").toLowerCase(), closes: begin[1] === "/", href: null, src: null, end: from + begin[0].length };
  for (;;) {
    const attribute = at(ATTRIBUTE, html, tag.end);
    if (attribute === null) break;
    tag.end += attribute[0].length;
    if (attribute[2] === undefined) continue;
    const value = valueAt(html, tag.end);
    if (value === null) return null;
    tag.end = value.end;
    // A browser goes by the first of several.
    const name = attribute[1]?.toLowerCase();
    if (name === "href" || name === "src") tag[name] ??= withoutEntities(value.text);
  }
  const close = html.indexOf(">", tag.end);
  return close === -1 ? null : { ...tag, end: close + 1 };
}

function valueAt(html: string, from: number): { text: string; end: number } | null {
  const quote = html.charAt(from);
  if (quote !== '"' && quote !== "'") {
    const text = at(BARE, html, from)?.[0] ?? "";
    return { text, end: from + text.length };
  }
  const end = html.indexOf(quote, from + 1);
  return end === -1 ? null : { text: html.slice(from + 1, end), end: end + 1 };
}

function at(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}

/** True for an address that leads somewhere: not empty, and no place of the page itself. */
export function isTarget(address: string): boolean {
  return !/^\s*(?:#|$)/.test(address);
}

/** True for the tag of an image or a video that has something to show. */
export function showsMedia({ name, closes, src }: Tag): boolean {
  return MEDIA.has(name) && !closes && src !== null && isTarget(src);
}

/** Takes a value as written in HTML; returns it without entities. */
// The parser's own table knows every entity; backslashes, which it would take for Markdown's, mean nothing in HTML.
export function withoutEntities(value: string): string {
  return unescapeAll(value.replaceAll("\\", "\\\\")).trim();
}

/** Takes an HTML block without comments and its first line; returns where its `<a href>` lead, its images, and the text outside them, line by line. Linear. */
export function readAnchors(html: string, line: number): { links: Link[]; images: Link[]; loose: string } {
  const links: Link[] = [];
  const images: Link[] = [];
  let open: Link | null = null;
  let struck = 0;
  let loose = "";
  let lines = line;
  const take = (text: string, isTag: boolean) => {
    if (open !== null && !isTag) open.text += text;
    loose += open !== null || isTag ? blank(text) : text;
    lines += text.split("\n").length - 1;
  };
  for (let from = 0; ;) {
    const next = nextTag(html, from);
    take(html.slice(from, next ?? undefined), false);
    if (next === null) return { links, images, loose };
    const tag = readTag(html, next);
    // What never ends is shown by no browser.
    if (tag === null) return { links, images, loose };
    if (STRIKES.has(tag.name)) struck = Math.max(0, struck + (tag.closes ? -1 : 1));
    const takenBack = struck === 0 ? {} : { struck: true as const };
    if (tag.name === "a") {
      open = tag.closes || tag.href === null ? null : { href: tag.href, text: "", line: lines, ...takenBack };
      if (open !== null) links.push(open);
    }
    if (tag.name === "img" && tag.src) images.push({ href: tag.src, text: "", line: lines, ...takenBack });
    take(html.slice(next, tag.end), true);
    from = tag.end;
  }
}

/** Takes HTML and where to begin; returns where the next tag begins, null when there is none. */
export function nextTag(html: string, from: number): number | null {
  for (let next = html.indexOf("<", from); next !== -1; next = html.indexOf("<", next + 1)) {
    if (/^<\/?[a-z]/i.test(html.slice(next, next + 3))) return next;
  }
  return null;
}

function blank(text: string): string {
  return text.replace(/[^\n]+/g, " ");
}
