import { withoutComments } from "./html.js";
import type { Node } from "./tree.js";

const DETAILS = /<(\/?)details(?=[\s/>])/gi;

/** Takes a text's outermost tokens; returns the lines of the headings among them that stand inside a `<details>` which is closed again. Linear. */
export function foldedHeadings(nodes: readonly Node[]): ReadonlySet<number> {
  const depths = foldsIn(nodes);
  const folded = new Set<number>();
  if (depths.size === 0) return folded;
  let depth = 0;
  nodes.forEach((node, index) => {
    depth += depths.get(index) ?? 0;
    if (depth > 0 && node.token.type === "heading_open") folded.add(node.line);
    if (depth > 0 && node.token.type === "html_block")
      node.token.content.split("\n").forEach((text, at) => /<h[1-6][\s>]/i.test(text) && folded.add(node.line + at));
  });
  return folded;
}

/** By the index of a token, how many parts are folded from there on, less those that end there. */
function foldsIn(nodes: readonly Node[]): Map<number, number> {
  const depths = new Map<number, number>();
  const open: number[] = [];
  const add = (index: number, by: number) => depths.set(index, (depths.get(index) ?? 0) + by);
  nodes.forEach(({ token }, index) => {
    if (token.type !== "html_block" || !/details/i.test(token.content)) return;
    for (const [, closes] of withoutComments(token.content).matchAll(DETAILS)) {
      const start = closes === "/" ? open.pop() : undefined;
      if (closes !== "/") open.push(index);
      if (start === undefined) continue;
      add(start, 1);
      add(index, -1);
    }
  });
  return depths;
}
