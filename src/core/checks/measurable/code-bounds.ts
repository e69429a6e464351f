import type { TextLine } from "../../document/model.js";

const MOST_CODE = 400;
/** A comparison with a number: `rate(errors_total[5m]) == 0`. Tags, arrows, shifts and what goes into a file are none. */
const COMPARISON =
  /(^|[^<>=!~|&\-\d])(?:\s*)(<=|>=|==|=<|≤|≥|<(?![<=\-\w/!])|>(?![>=&])|<(?=\s?-?\d)|>(?=\s?-?\d))\s*(-?\d{1,15}(?:\.\d{1,12})?(?:e[+-]?\d{1,3})?)(?![.\w]*\.\d)\s?(%|[a-z]{1,3}(?![\w]))?(?!\s*>)/i;
/** `node >= 20`, `requests==2.31`: which one, and not how much. */
const VERSION =
  /^[\s"']*@?(?:node|npm|python|java|jdk|go|ruby|php|rust|[\w.-]{1,40}\/[\w.-]{1,40})["'\s]*[<>=~^]|^[\w-]{1,60}==\d|["']engines["']/i;
/** What a program asks is no promise. */
const ASKS = /^\s*(?:if|elif|else if|when|while|unless|until|for|assert)\b/i;

/** Takes a line; returns its prose, with the comparisons that its code makes in their places. Other code is a name, and left out. */
export function withBounds(line: TextLine): string {
  if (line.code === undefined) return line.prose;
  let [out, text, prose] = ["", line.text, line.prose];
  for (const code of line.code) {
    const at = text.indexOf(code);
    if (at === -1 || text.slice(0, at) !== prose.slice(0, at)) return out + prose;
    out += `${prose.slice(0, at)}${boundIn(code)}`;
    prose = prose.slice(at);
    text = text.slice(at + code.length);
  }
  return out + prose;
}

function boundIn(code: string): string {
  const match = VERSION.test(code) || ASKS.test(code) ? null : COMPARISON.exec(code.slice(0, MOST_CODE));
  return match ? `value ${match[2]} ${match[3]}${match[4] ?? ""}` : "";
}
