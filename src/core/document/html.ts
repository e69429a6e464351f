import { withBoxes } from "./boxes.js";
import type { Html, TextLine } from "./model.js";
import { isNoElement } from "./elements.js";
import { finish, withStanding } from "./inline.js";
import { readAnchors } from "./tags.js";
import { readStanding } from "./standing.js";

/**
 * Blanks out HTML comments, keeping every line break, where a browser would: one ends at `-->` and at `--!>`, `<!-->` and `<!--->` are
 * whole, and an unclosed one hides the rest (HTML Living Standard, 13.2.5.43 and following).
 */
export function withoutComments(html: string): string {
  let out = "";
  let at = 0;
  for (let start = html.indexOf("<!--"); start !== -1; start = html.indexOf("<!--", at)) {
    const stop = endOfComment(html, start);
    out += html.slice(at, start) + html.slice(start, stop).replace(/[^\n]+/g, "");
    at = stop;
  }
  return out + html.slice(at);
}

function endOfComment(html: string, start: number): number {
  const whole = /^<!--(?:-?>)/.exec(html.slice(start, start + 6));
  if (whole) return start + whole[0].length;
  // One search for both: what is not there would be looked for up to the end, again and again.
  const end = /--!?>/g;
  end.lastIndex = start + 4;
  return end.test(html) ? end.lastIndex : html.length;
}

/** The text between the tags of a raw HTML block that starts at a line. */
export function readHtml(html: string, line: number): Omit<Html, "kind"> {
  const bare = withBoxes(withoutComments(html));
  const prose = withoutTags(bare, isNoElement).split("\n");
  const texts = withoutTags(bare, () => false).split("\n");
  const { links, images, loose } = readAnchors(bare, line);
  const rest = loose.split("\n");
  const lines = texts.map((text, index): TextLine => ({
    line: line + index,
    text: text.trim(),
    prose: (prose[index] ?? "").trim(),
    loose: (rest[index] ?? "").trim(),
  }));
  const { hides, media, standing } = readStanding(bare, line);
  const text = withStanding(finish(line, lines, [...links, ...media]), { standing, media: media.map(({ href }) => href) });
  const isCode = /^\s*<pre\b[^>]{0,200}>[^]*<\/pre>\s*$/i.test(bare);
  return {
    ...text,
    ...(hides === 0 ? {} : { hides }),
    ...(images.length === 0 ? {} : { images }),
    ...(isCode && { isCode: true as const }),
  };
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
