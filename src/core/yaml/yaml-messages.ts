import type { ErrorCode } from "yaml";

interface Words {
  found: string;
  needed: string;
  fix: string | null;
}

const UNEVEN: Words = {
  found: "a line that is indented differently from its neighbours",
  needed: "equal indentation within a block",
  fix: "Align it with the line it belongs to.",
};

/** A line that goes on with a value, and holds a key. */
export const DEEPER: Words = {
  found: "a key that is indented deeper than the key above it, which has a value already",
  needed: UNEVEN.needed,
  fix: "Align it with the key above; put a text that goes on in this line in quotes.",
};

const WORDS: Partial<Record<ErrorCode, Words>> = {
  TAB_AS_INDENT: { found: "a tab as indentation", needed: "spaces", fix: "Replace the tab by spaces." },
  BAD_INDENT: UNEVEN,
  BAD_SCALAR_START: {
    found: "a text that begins with a reserved character (@ or `)",
    needed: "the text in quotes",
    fix: "Put it in quotes; before a team or a login, drop the @.",
  },
  BAD_DQ_ESCAPE: {
    found: "a backslash that means nothing in double quotes",
    needed: "a known escape, or single quotes",
    fix: "Use single quotes: 'a\\d+'.",
  },
  MISSING_CHAR: {
    found: "something that is not closed or separated",
    needed: "the closing quote or bracket, a comma or a colon",
    fix: "Look for a missing quote, bracket, comma or colon here.",
  },
  MULTIPLE_DOCS: { found: "a second document in the file", needed: "one document per file", fix: "Move it to a file of its own." },
  NON_STRING_KEY: { found: "a key that is not a text", needed: "a plain text as key", fix: "Write the key as a word, or in quotes." },
  BLOCK_AS_IMPLICIT_KEY: {
    found: "a nested key on the same line",
    needed: "one `key: value` per line",
    fix: "Put a text that holds a colon in quotes.",
  },
  MULTILINE_IMPLICIT_KEY: {
    found: "a key that runs over several lines, or a line without a colon",
    needed: "`key: value` on one line",
    fix: "Add the missing colon, or put the text in quotes.",
  },
  BLOCK_IN_FLOW: { found: "an indented block inside brackets", needed: "brackets closed before the next block", fix: "Close the bracket." },
  TAG_RESOLVE_FAILED: { found: "an unknown tag (`!name`)", needed: "a plain value", fix: "Put a text that begins with ! in quotes." },
};

/** Takes the reader's code, its own message and the line from there on; returns what to tell the author of the file. */
export function describeYamlError(code: ErrorCode, message: string, rest: string): Words {
  // A key that stands left of where its list entry began.
  if (code === "MISSING_CHAR" && message.startsWith("Sequence item without - indicator")) return UNEVEN;
  return (
    colonWords(code, rest) ?? strayWords(code, message) ?? WORDS[code] ?? { found: firstSentence(message), needed: "valid YAML", fix: null }
  );
}

const COLON = /^(?![-?] )[^"'\s][^:]*:(?=\s|$)/;
const LONGEST = 60;

/** A colon makes a key of what stands before it; who writes a sentence does not know that. */
function colonWords(code: ErrorCode, rest: string): Words | null {
  if (code === "MULTILINE_IMPLICIT_KEY") {
    const [, key, value] = /^([\w-]{1,40}):([^\s:/][^\s]{0,40})/.exec(rest) ?? [];
    if (key === undefined) return null;
    return { found: `\`${key}:\` without a space after the colon`, needed: "`key: value`", fix: `Write \`${key}: ${value}\`.` };
  }
  if ((code !== "BLOCK_AS_IMPLICIT_KEY" && code !== "BLOCK_IN_FLOW") || !COLON.test(rest)) return null;
  const text = (rest.split(code === "BLOCK_IN_FLOW" ? /[,}\]]/ : /\s#/, 1)[0] ?? "").trim();
  const quoted = text.length > LONGEST || /["\\]/.test(text) ? "" : `: "${text}"`;
  return {
    found: "a colon inside a text that is not in quotes",
    needed: "the text in quotes, or one `key: value` per line",
    fix: `Put the whole text in quotes${quoted}.`,
  };
}

function strayWords(code: ErrorCode, message: string): Words | null {
  if (code !== "UNEXPECTED_TOKEN") return null;
  const [, bracket] = /^Unexpected flow-(map|seq)-end/.exec(message) ?? [];
  if (bracket !== undefined)
    return {
      found: `a \`${bracket === "map" ? "}" : "]"}\` that nothing opened`,
      needed: "one for each that is opened",
      fix: "Remove it, or open it.",
    };
  if (!message.startsWith("Unexpected scalar at node end")) return null;
  return { found: "a text after what is closed already", needed: "one value for each key", fix: "Put the whole text in quotes, once." };
}

function firstSentence(message: string): string {
  return message.split("\n", 1)[0]?.slice(0, 200) ?? "";
}
