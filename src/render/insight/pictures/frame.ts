/** Where a picture's axes are, in its own coordinates. */
export interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export const WIDTH = 760;
export const FRAME: Frame = { left: 56, right: 740, top: 16, bottom: 268 };
const HEIGHT = 312;

/** Takes text that anybody may have written; returns it for markup. */
export function escaped(text: string): string {
  // Nearly all are: a picture has thousands.
  if (/^[ !#-%'-;=?-~]*$/.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "·")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** What a picture says to somebody who does not see it, and what is in it. */
export interface Picture {
  id: string;
  title: string;
  desc: string;
  body: string;
  height?: number;
}

/** A whole SVG: named and described, as wide as there is room. */
export function svg({ id, title, desc, body, height = HEIGHT }: Picture): string {
  return `<svg class="picture" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title ${id}-desc"><title id="${id}-title">${escaped(title)}</title><desc id="${id}-desc">${escaped(desc)}</desc>${body}</svg>`;
}

/** A coordinate, short. */
export function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** A word at a point. `anchor` says which part of it is there. */
export function label(x: number, y: number, text: string, anchor: "start" | "middle" | "end" = "middle"): string {
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}">${escaped(text)}</text>`;
}

/** A line from one point to another. */
export function line(x1: number, y1: number, x2: number, y2: number, kind = "grid"): string {
  return `<line class="${kind}" x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}"/>`;
}

/** Takes values of an axis, where each is and how it is told; returns those to show: of several that are told alike the first. */
export function ticksOf(
  values: readonly number[],
  y: (value: number) => number,
  words: (value: number) => string,
): { y: number; text: string }[] {
  const told = new Map(values.toReversed().map((value) => [words(value), value]));
  return [...told].toReversed().map(([text, value]) => ({ y: y(value), text }));
}

/** Horizontal lines with their values on the left. */
export function valueAxis({ left, right }: Frame, ticks: readonly { y: number; text: string }[]): string {
  return ticks.map(({ y, text }) => line(left, y, right, y) + label(left - 6, y + 4, text, "end")).join("");
}

/** Words below the picture. */
export function nameAxis({ bottom }: Frame, ticks: readonly { x: number; text: string }[]): string {
  return ticks.map(({ x, text }) => label(x, bottom + 18, text)).join("");
}

/** A dot by its shape: what stands out is a triangle, so that it does also without colour. */
export function dot(x: number, y: number, words: string, stands: boolean): string {
  const title = `<title>${escaped(words)}</title>`;
  if (!stands) return `<circle class="dot" cx="${at(x)}" cy="${at(y)}" r="3.5">${title}</circle>`;
  return `<path class="dot out" d="M${at(x)} ${at(y - 5)}l5 9h-10z">${title}</path>`;
}

/** Cuts a word to what a column has room for. */
export function short(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}
