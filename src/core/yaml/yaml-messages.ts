import type { ErrorCode } from "yaml";

interface Words {
  found: string;
  needed: string;
  fix: string | null;
}

const WORDS: Partial<Record<ErrorCode, Words>> = {
  TAB_AS_INDENT: { found: "a tab as indentation", needed: "spaces", fix: "Replace the tab by spaces." },
  BAD_INDENT: {
    found: "a line that is indented differently from its neighbours",
    needed: "equal indentation within a block",
    fix: "Align it with the line it belongs to.",
  },
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

/** Takes the reader's code and its own message; returns what to tell the author of the file. */
export function describeYamlError(code: ErrorCode, message: string): Words {
  return WORDS[code] ?? { found: firstSentence(message), needed: "valid YAML", fix: null };
}

function firstSentence(message: string): string {
  return message.split("\n", 1)[0]?.slice(0, 200) ?? "";
}
