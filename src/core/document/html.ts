import type { Text, TextLine } from "./model.js";
import { finish } from "./inline.js";

const ELEMENTS = new Set(
  (
    "a abbr acronym address article aside audio b base bdi bdo big blockquote body br button canvas caption center cite code col colgroup data " +
    "datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head " +
    "header hr html i iframe img input ins kbd label legend li link main map mark menu meta meter nav noscript object ol optgroup option output p " +
    "param picture pre progress q rp rt ruby s samp script section select small source span strike strong style sub summary sup svg g path rect " +
    "circle line table tbody td template text textarea tfoot th thead time title tr track tt u ul var video wbr"
  ).split(" "),
);

/** Blanks out HTML comments, keeping every line break. An unclosed comment hides the rest, as it does in a browser. */
export function withoutComments(html: string): string {
  let out = "";
  let at = 0;
  for (let start = html.indexOf("<!--"); start !== -1; start = html.indexOf("<!--", at)) {
    const end = html.indexOf("-->", start + 2);
    const stop = end === -1 ? html.length : end + 3;
    out += html.slice(at, start) + html.slice(start, stop).replace(/[^\n]+/g, "");
    at = stop;
  }
  return out + html.slice(at);
}

/** The text between the tags of a raw HTML block that starts at a line. */
export function readHtml(html: string, line: number): Text {
  const bare = withoutComments(html);
  const prose = withoutTags(bare, isNoElement).split("\n");
  const texts = withoutTags(bare, () => false).split("\n");
  const lines: TextLine[] = texts.map((text, index) => ({ line: line + index, text: text.trim(), prose: (prose[index] ?? "").trim() }));
  return finish(line, lines, []);
}

/** Takes a tag as written; returns true for `<name>` and the like, which somebody meant to fill in: HTML has no such element. */
export function isNoElement(tag: string): boolean {
  const name = /^<([a-z][^\s/>]{0,40})/i.exec(tag)?.[1]?.toLowerCase();
  return name !== undefined && !ELEMENTS.has(name);
}

/** Linear: every `<` is looked at once, and an unclosed one is text. */
function withoutTags(html: string, isKept: (tag: string) => boolean): string {
  let out = "";
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    const close = open === -1 ? -1 : html.indexOf(">", open);
    if (close === -1) return out + html.slice(at);
    const tag = /^<[/!?a-z]/i.test(html.slice(open, open + 2)) && !isKept(html.slice(open, open + 50));
    out += html.slice(at, open) + (tag ? html.slice(open, close + 1).replace(/[^\n]+/g, " ") : "<");
    at = tag ? close + 1 : open + 1;
  }
  return out;
}
