import type { Link } from "./model.js";
import { nextTag, readTag, showsMedia, STRIKES, withoutEntities } from "./tags.js";

/** What of a piece of HTML is said for good. */
interface Standing {
  /** Its text without what is struck out, titles of folded parts and heads of tables. */
  standing: string;
  /** The images and videos that it shows. */
  media: Link[];
  /** So many of the elements left out end further down; below zero, so many of those above end here. */
  hides: number;
}

/** `summary` names what is folded away, `th` what stands in a table: neither is there without it. */
const TITLES = new Set(["summary", "th"]);

/** Takes an HTML block without comments and its first line; returns what of it stands. Linear. */
export function readStanding(html: string, line: number): Standing {
  const media: Link[] = [];
  let standing = "";
  let [open, ended, lines, at] = [0, 0, line, 0];
  for (let next = nextTag(html, 0); next !== null; next = nextTag(html, at)) {
    const tag = readTag(html, next);
    // What never ends is shown by no browser.
    if (tag === null) return { standing: tidy(standing), media, hides: open - ended };
    const before = html.slice(at, next);
    if (open === 0) standing += before;
    lines += newlines(before);
    if (showsMedia(tag) && open === 0) media.push({ href: tag.src ?? "", text: "", line: lines });
    const hiding = STRIKES.has(tag.name) || TITLES.has(tag.name);
    if (hiding && !tag.closes) open += 1;
    else if (hiding && open > 0) open -= 1;
    else if (hiding) ended += 1;
    lines += newlines(html.slice(next, tag.end));
    standing += gap(tag.name, html.slice(next, tag.end));
    at = tag.end;
  }
  return { standing: tidy(open === 0 ? standing + html.slice(at) : standing), media, hides: open - ended };
}

function tidy(standing: string): string {
  return withoutEntities(standing)
    .split("\n")
    .map((each) => each.trim())
    .join("\n");
}

function newlines(text: string): number {
  return text.split("\n").length - 1;
}

/** Elements that leave what is on both sides of their tags in one line. */
const INLINE = new Set(
  "a abbr b bdi bdo cite code data del dfn em font i img ins kbd mark q s samp small span strike strong sub sup time tt u var".split(" "),
);

/** Cells, items and paragraphs say what they say each for itself. */
function gap(name: string, tag: string): string {
  return INLINE.has(name) ? " " + "\n".repeat(newlines(tag)) : "\n";
}
