import { visible } from "./names.js";

/** A task item's box at the beginning of a text. */
export interface Box {
  ticked: boolean;
  /** Nearly a box: GitHub shows it as text, so nobody can tick it. */
  awry: boolean;
  /** As written. */
  written: string;
  /** The text behind it. */
  rest: string;
}

const BOX = /^\[([ xX])\][ \t]+(?=\S)/;
/** What people put into a box for "not yet", "in part" or "no"; ticks, letters and the signs of footnotes are none of these. */
const NOT_DONE = String.raw`[_~?\-/.!<>·•×✗✘✕✖❌☐□]`;
/** With nothing, too much or another sign in it, or without a blank behind it; no link, no reference and no type such as `[]byte`. */
const AWRY = new RegExp(
  `^(?:${[
    String.raw`\[\](?![([:])(?:\s+|(?=[^\s\p{Ll}]))`,
    String.raw`\[[\s\u200b-\u200d\u2060]{1,3}\](?![([:])\s*`,
    String.raw`\[(?:\s{1,3}[xX]\s{0,3}|[xX]\s{1,3}|\s{0,3}${NOT_DONE}\s{0,3})\]\s+`,
    String.raw`\(\s{1,3}\)\s+`,
    String.raw`(?:［\s{0,3}］|（\s{1,3}）|【\s{1,3}】|〔\s{1,3}〕)\s*`,
    String.raw`[☐□⬜◻▢🔲]\ufe0f?\s*`,
  ].join("|")})(?=\\S)`,
  "u",
);
/** Before a box that stands in no list. */
const BULLET = /^(?:[-*+•–]\s{0,3})?/u;

const INPUT = /<input\b[^<>]{0,300}>/gi;

/** Takes the tag of a box in HTML; returns the box as Markdown writes it, null for any other tag. */
export function boxOfTag(tag: string): string | null {
  if (!/^<input\b/i.test(tag) || !/\stype\s{0,3}=\s{0,3}["']?checkbox\b/i.test(tag.slice(0, 300))) return null;
  return /\schecked(?=[\s=/>])/i.test(tag.slice(0, 300)) ? "[x] " : "[ ] ";
}

/** Takes HTML; returns it with its boxes as Markdown writes them. */
export function withBoxes(html: string): string {
  return html.replace(INPUT, (tag) => boxOfTag(tag) ?? tag);
}

/** What stands alone in a cell of a table beside its item. */
const LONE_OPEN = /^(?:\[\s?\]|［\s?］|[☐□⬜◻▢🔲]\ufe0f?)$/u;
const LONE_DONE = /^(?:\[[xX]\]|［[xX✓]］|[☑✅✔✓🗹]\ufe0f?)$/u;

/** Takes a text; true for a ticked box with nothing behind it. */
export function isTickedBox(text: string): boolean {
  return LONE_DONE.test(text);
}

/** Takes the texts of a table's row; true when a box of its own in it is open, and none is ticked. */
export function isOpenRow(cells: readonly string[]): boolean {
  const texts = cells.map((cell) => visible(cell).trim());
  return texts.some((text) => LONE_OPEN.test(text)) && !texts.some((text) => LONE_DONE.test(text));
}

/** Takes a list item's text; returns its box, null when it has none. */
export function readBox(text: string): Box | null {
  const box = BOX.exec(text);
  if (box !== null) return { ticked: box[1] !== " ", awry: false, written: box[0].trim(), rest: text.slice(box[0].length) };
  const awry = AWRY.exec(text.slice(0, 40));
  return awry === null ? null : { ticked: false, awry: true, written: awry[0].trim(), rest: text.slice(awry[0].length) };
}

/** Takes a line of running text; returns the box that somebody meant to be one of a list, null when there is none. */
export function lineBox(line: string): Box | null {
  const text = visible(line).trim();
  const bare = text.slice(BULLET.exec(text)?.[0].length ?? 0);
  const box = readBox(bare);
  return box === null ? null : { ...box, awry: !box.ticked };
}

/** The same for a box that is still open. */
export function strayBox(line: string): Box | null {
  const box = lineBox(line);
  return box === null || box.ticked ? null : box;
}
