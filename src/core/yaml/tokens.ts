import type { YamlFault } from "./problem.js";
import type { CST } from "yaml";

const MAX_DEPTH = 24;

type Refusal = Omit<YamlFault, "offset">;

const REFUSED: Partial<Record<CST.Token["type"] | CST.SourceToken["type"], Refusal>> = {
  alias: { found: "an alias (`*name`)", needed: "a plain value", fix: "Put a text that begins with * in quotes." },
  anchor: {
    found: "an anchor (`&name`)",
    needed: "a plain value",
    fix: "Put a text that begins with & in quotes, or write the value out where it is used.",
  },
  tag: { found: "a tag (`!name`)", needed: "a plain value", fix: "Put a text that begins with ! in quotes." },
  directive: { found: "a directive (`%...`)", needed: "plain YAML 1.2 without directives", fix: "Remove this line." },
};
const SECOND: Refusal = {
  found: "a second document in the file",
  needed: "one document per file",
  fix: "Move it to a file of its own, or remove the `---`.",
};
const DEEP: Refusal = { found: `more than ${MAX_DEPTH} levels of nesting`, needed: `at most ${MAX_DEPTH} levels`, fix: null };

/** Takes the token trees of a text; returns what this reader refuses before anything is composed. Does not recurse. */
export function tokenFaults(tokens: CST.Token[]): YamlFault[] {
  const documents = tokens.filter((token) => token.type === "document");
  const faults = documents.slice(1).map((token) => refuse(token, SECOND));
  const stack: [CST.Token, number][] = tokens.map((token) => [token, 0]);
  for (let top = stack.pop(); top; top = stack.pop()) {
    const [token, depth] = top;
    if (depth > MAX_DEPTH) return [refuse(token, DEEP)];
    const refusal = REFUSED[token.type];
    if (refusal) faults.push(refuse(token, refusal));
    for (const child of children(token)) stack.push([child, depth + 1]);
  }
  return faults;
}

/** Takes the token trees of a text that is not refused; returns every token of them. Does not recurse. */
export function allTokens(tokens: readonly CST.Token[]): CST.Token[] {
  const found: CST.Token[] = [];
  const stack = [...tokens];
  for (let top = stack.pop(); top; top = stack.pop()) {
    found.push(top);
    for (const child of children(top)) stack.push(child);
  }
  return found;
}

function refuse(token: CST.Token, refusal: Refusal): YamlFault {
  return { offset: token.offset, ...refusal };
}

function children(token: CST.Token): CST.Token[] {
  if (token.type === "document") return [...token.start, ...(token.value ? [token.value] : [])];
  if (token.type === "block-scalar") return token.props;
  if (!("items" in token)) return [];
  return token.items.flatMap((item) => [
    ...item.start,
    ...(item.sep ?? []),
    ...(item.key ? [item.key] : []),
    ...(item.value ? [item.value] : []),
  ]);
}
