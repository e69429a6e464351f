import type MarkdownIt from "markdown-it";

/** A token of the Markdown parser. */
export type Token = ReturnType<InstanceType<typeof MarkdownIt>["parse"]>[number];

/** A block token with what is inside it. */
export interface Node {
  token: Token;
  /** First line, from 1, of the original text. */
  line: number;
  children: Node[];
}

/** Nests the flat token list. Takes the tokens and the line number of the text's first line; never recurses. */
export function toTree(tokens: Token[], firstLine: number): Node[] {
  const roots: Node[] = [];
  const stack: Node[] = [];
  for (const token of tokens) {
    if (token.nesting === -1) {
      stack.pop();
      continue;
    }
    const parent = stack.at(-1);
    const line = token.map === null ? (parent?.line ?? firstLine) : token.map[0] + firstLine;
    const node: Node = { token, line, children: [] };
    (parent?.children ?? roots).push(node);
    if (token.nesting === 1) stack.push(node);
  }
  return roots;
}
