import { largest } from "../core/basics/largest.js";
const MAX_POINTS = 120;
/** Longer than what a contract may ask for in one piece. */
const MAX_QUOTED = 300;

/**
 * Turns untrusted text into one inert code span: one line, safe in tables, no pings, no markup, no invisible characters, at most
 * 120 code points of it. Takes any text; never throws.
 */
export function inert(text: string): string {
  return span(shorten(clean(text), MAX_POINTS));
}

/**
 * Text of a contract as one code span that says exactly what the contract does, so that a pattern can be copied out of it: only line breaks, invisible
 * characters and what begins our own hidden lines are shown otherwise. In a table, `cell` sees to what would part the columns.
 */
export function quoted(text: string): string {
  const shown = text
    .slice(0, MAX_QUOTED * 2)
    .replace(/[\n\r\u0085\u2028\u2029]+/g, " ")
    .replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, "·")
    .replace(/<!/g, "‹!");
  return span(shorten(shown, MAX_QUOTED));
}

function span(safe: string): string {
  if (safe.trim() === "") return "` `";
  const fence = "`".repeat(longestRun(safe) + 1);
  const pad = /^`|`$|^ .* $/.test(safe) ? " " : "";
  return `${fence}${pad}${safe}${pad}${fence}`;
}

/** Only the front of a long text is looked at: nothing after it can be shown. */
function clean(text: string): string {
  return (
    text
      .slice(0, MAX_POINTS * 20)
      .normalize("NFC")
      .replace(/[\s\u0085\u2028\u2029]+/g, " ")
      .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, "·")
      .trim()
      .replace(/\|/g, "¦")
      .replace(/\\/g, "＼")
      // Inside a code span it is harmless to look at, but our own hidden lines are found by it.
      .replace(/<!/g, "‹!")
  );
}

function shorten(text: string, most: number): string {
  const points = [...text];
  return points.length <= most
    ? text
    : `${points
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}

function longestRun(text: string): number {
  return largest([...text.matchAll(/`+/g)].map((run) => run[0].length));
}
