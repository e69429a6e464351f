import { withoutComments } from "./html.js";
import type { Node } from "./tree.js";

/** Source lines with comments blanked and without blanks at their ends: comments are not content, so editing one changes no digest. */
export function contentLines(lines: readonly string[], nodes: readonly Node[], firstLine: number): string[] {
  const out = [...lines];
  const stack = lines.some((line) => line.includes("<!--")) ? [...nodes] : [];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    for (const child of node.children) stack.push(child);
    if (holdsComment(node)) blankComments(out, node, firstLine);
  }
  return out.map((line) => line.trimEnd());
}

function holdsComment(node: Node): boolean {
  if (node.token.type === "html_block") return node.token.content.includes("<!--");
  return node.token.children?.some((child) => child.type === "html_inline" && child.content.startsWith("<!--")) ?? false;
}

function blankComments(out: string[], node: Node, firstLine: number): void {
  const from = node.line - firstLine;
  const to = node.token.map === null ? from + 1 : Math.max(node.token.map[1], from + 1);
  const text = out.slice(from, to).join("\n");
  const bare = node.token.type === "html_block" ? withoutComments(text) : withoutInline(text, node);
  bare.split("\n").forEach((line, index) => (out[from + index] = line));
}

/** Only what the parser took for a comment goes: `<!--` in inline code is content. */
function withoutInline(text: string, node: Node): string {
  let at = 0;
  let out = "";
  for (const child of node.token.children ?? []) {
    const start = child.type === "html_inline" && child.content.startsWith("<!--") ? text.indexOf(child.content, at) : -1;
    if (start === -1) continue;
    out += text.slice(at, start) + child.content.replace(/[^\n]+/g, "");
    at = start + child.content.length;
  }
  return out + text.slice(at);
}

/** The form of source text that digests are taken over. Takes lines without blanks at their ends. */
export function normalisedSource(lines: readonly string[], references: readonly string[]): string {
  const text = [...lines, ...references.map((href) => `[]: ${href}`.trimEnd())].join("\n");
  return text
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+/, "")
    .trimEnd();
}
