import type { YamlFault } from "./problem.js";
import type { CST } from "yaml";
import { allTokens } from "./tokens.js";

/** A place where the reader gave up, by its offset. */
interface Stop {
  offset: number;
  /** True when it says itself that a quote is missing. */
  isQuote: boolean;
}

/** Takes the token trees of a text and where its reader gave up first; returns the quote or bracket that is open there, at the place where it was opened, or null. */
export function unclosed(tokens: CST.Token[], text: string, stop: Stop): YamlFault | null {
  const all = allTokens(tokens);
  return openQuote(all, text, stop) ?? openBracket(all);
}

function openQuote(tokens: readonly CST.Token[], text: string, { offset, isQuote }: Stop): YamlFault | null {
  const quoted = tokens.filter(isQuoted);
  const open = quoted.find((token) => {
    const end = token.offset + token.source.length;
    if (isQuote) return token.offset < offset && end >= offset;
    // The next quote, which was to open another text, closes this one: what follows it makes no sense.
    return token.source.includes("\n") && end <= offset && !text.slice(end, offset).includes("\n");
  });
  if (!open) return null;
  const [quote] = open.source;
  return {
    offset: open.offset,
    found: `a quote (${quote}) that is not closed`,
    needed: "the closing quote",
    fix: `Put ${quote} where the text ends.`,
  };
}

function isQuoted(token: CST.Token): token is CST.FlowScalar {
  return token.type === "double-quoted-scalar" || token.type === "single-quoted-scalar";
}

const CLOSING = { "flow-map-start": "}", "flow-seq-start": "]" } as const;

/** One that is closed by the other kind is told before those around it, of which only the outermost is. */
function openBracket(tokens: readonly CST.Token[]): YamlFault | null {
  const open = tokens.filter((token) => token.type === "flow-collection").filter((token) => closingOf(token) !== token.end[0]?.source);
  const outermostFirst = open.toSorted((a, b) => a.offset - b.offset);
  const [found] = [...outermostFirst.filter((token) => /^[}\]]$/.test(token.end[0]?.source ?? "")).slice(-1), ...outermostFirst];
  if (!found) return null;
  const [opening, closing, other] = [found.start.source, closingOf(found), found.end[0]?.source ?? ""];
  const wrong = /^[}\]]$/.test(other) ? `closed by \`${other}\`` : "not closed";
  return {
    offset: found.offset,
    found: `a \`${opening}\` that is ${wrong}`,
    needed: `the \`${closing}\` that belongs to it`,
    fix: `Put \`${closing}\` where what it opens ends.`,
  };
}

function closingOf({ start }: CST.FlowCollection): string {
  return CLOSING[start.type as keyof typeof CLOSING];
}
