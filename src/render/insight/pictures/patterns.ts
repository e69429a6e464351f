import { escaped, label, WIDTH } from "./frame.js";

const MARKS = [
  "",
  `<path d="M0 8L8 0M-2 2L2 -2M6 10L10 6"/>`,
  `<path d="M0 0L8 8M-2 6L2 10M6 -2L10 2"/>`,
  `<path d="M0 2H8M0 6H8"/>`,
  `<path d="M2 0V8M6 0V8"/>`,
  `<path d="M0 0L8 8M0 8L8 0"/>`,
  `<path d="M1.5 2H3.5M5.5 6H7.5"/>`,
] as const;

/** How to fill the nth of several parts: each has a pattern of its own, and a colour. */
export function fillOf(index: number): string {
  return `url(#pattern-${index % MARKS.length})`;
}

/** The patterns, once on a page: pictures refer to them. */
export function patternDefinitions(): string {
  const patterns = MARKS.map((marks, index) => {
    const ground = `<rect width="8" height="8" class="ground${index === 0 ? " solid" : ""}"/>`;
    return `<pattern id="pattern-${index}" class="c${index}" width="8" height="8" patternUnits="userSpaceOnUse">${ground}${marks}</pattern>`;
  });
  return `<svg class="patterns" width="0" height="0" aria-hidden="true"><defs>${patterns.join("")}</defs></svg>`;
}

/** Takes names of parts in order; returns what tells them apart, in rows from a height on. */
export function legend(names: readonly string[], left: number, y: number, step = 118): string {
  const each = Math.floor((WIDTH - left) / step);
  return names
    .map((name, index) => {
      const x = left + (index % each) * step;
      const top = y + Math.floor(index / each) * 18;
      return `<rect class="part" x="${x}" y="${top - 10}" width="12" height="12" fill="${fillOf(index)}"><title>${escaped(name)}</title></rect>${label(x + 17, top, name, "start")}`;
    })
    .join("");
}
