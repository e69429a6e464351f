import type { YamlProblem } from "./problem.js";

const MAX_LINES = 2000;
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const UNPRINTABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]|\p{Surrogate}/u;

/** Takes a text and its limit in bytes; returns why it is not even looked at, or null. */
export function textFault(text: string, maxBytes: number): YamlProblem | null {
  const bytes = text.length > maxBytes ? text.length : Buffer.byteLength(text);
  if (bytes > maxBytes) return problem(`at least ${bytes} bytes`, `at most ${maxBytes} bytes`, "Split the file, or shorten it.");
  const count = (text.match(/\r\n|\r|\n/g)?.length ?? 0) + 1;
  if (count > MAX_LINES) return problem(`${count} lines`, `at most ${MAX_LINES} lines`, "Split the file, or shorten it.");
  return unprintable(text);
}

function unprintable(text: string): YamlProblem | null {
  const hit = UNPRINTABLE.exec(text);
  if (!hit) return null;
  const before = text.slice(0, hit.index).split(/\r\n|\r|\n/);
  const code = hit[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return {
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    found: `the unprintable character U+${code}`,
    needed: "readable UTF-8 text",
    fix: "Save the file as UTF-8 without control characters.",
  };
}

function problem(found: string, needed: string, fix: string): YamlProblem {
  return { line: 1, column: 1, found, needed, fix };
}
