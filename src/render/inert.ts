import { largest } from "../core/basics/largest.js";
const MAX_POINTS = 120;

/**
 * Turns untrusted text into one inert code span: one line, safe in tables, no pings, no markup, no invisible characters, at most
 * 120 code points of it. Takes any text; never throws.
 */
export function inert(text: string): string {
  const safe = shorten(clean(text));
  if (safe === "") return "` `";
  const fence = "`".repeat(longestRun(safe) + 1);
  const pad = safe.startsWith("`") || safe.endsWith("`") ? " " : "";
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

function shorten(text: string): string {
  const points = [...text];
  return points.length <= MAX_POINTS
    ? text
    : `${points
        .slice(0, MAX_POINTS - 1)
        .join("")
        .trimEnd()}…`;
}

function longestRun(text: string): number {
  return largest([...text.matchAll(/`+/g)].map((run) => run[0].length));
}
