import { plainLines } from "./plain-lines.js";

/** A command line as typed; which words are commands is for the hand-off to say. */
export interface ParsedCommand {
  /** Lower-case word after the slash. */
  name: string;
  /** The rest of the line, trimmed, without what nobody sees; empty when there is none. */
  args: string;
}

/** What a comment says with a slash. */
export interface ReadComment {
  commands: ParsedCommand[];
  /** Words with a slash that stand alone, but where no command is read: in backticks, a list, below a mail's tail. */
  misplaced: string[];
  /** Words with a slash in running text: they are spoken of. */
  mentioned: string[];
}

/** At most so many commands are read from a comment. */
export const MOST_COMMANDS = 10;
const LONGEST_ARGS = 1000;
const LONGEST_WORD = 40;
/** What is longer is no comment of GitHub's. */
const LONGEST_COMMENT = 256 * 1024;

const SLASH = /[/／][A-Za-z]/;
const NOTHING: ReadComment = { commands: [], misplaced: [], mentioned: [] };

/** Up to three blanks, and whatever spaces and invisible characters a keyboard or a chat puts before a line. */
const BEGINNING = /^ {0,3}(?:(?![ \t])[\s\p{Cf}\p{Cc}])*/u;
const WORD = /^\/([A-Za-z][^\s/]*?)[\p{Cf}\p{Cc}]*(?:$|\s)/u;
/** Within an emoji it joins, anywhere else it hides. */
const HIDING = /[\p{Cc}\p{Cf}]+/gu;
const JOINED = /(\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F]?)\u200D(?=\p{Extended_Pictographic})/gu;
const JOINER_KEPT = "\uE002";

/** Takes a comment's text; returns its commands: lines of its plain text that begin with a slash and a word. */
export function parseCommands(body: string): ParsedCommand[] {
  return readComment(body).commands;
}

/** Takes a comment's text; returns what it commands, and what it only looks as if it did. Never throws, and takes time in proportion to the text. */
export function readComment(body: string): ReadComment {
  if (!SLASH.test(body) || body.length > LONGEST_COMMENT) return NOTHING;
  const lines = body.split(/\r\n|\r|\n/);
  const found = plainLines(lines, (line) => commandIn(line) !== null);
  const commands = found.plain.flatMap((index) => commandIn(lines[index] ?? "") ?? []).slice(0, MOST_COMMANDS);
  return {
    commands,
    misplaced: found.lone.flatMap((text) => commandIn(text)?.name ?? []).slice(0, MOST_COMMANDS),
    mentioned: found.running.flatMap(mentionsIn).slice(0, MOST_COMMANDS),
  };
}

/** Takes a line; returns the command that it would be in plain text. */
function commandIn(line: string): ParsedCommand | null {
  // A long reason is cut rather than ignored: whoever commands gets an answer.
  const text = line.slice(0, 2 * LONGEST_ARGS).replace(BEGINNING, "");
  const [, word] = WORD.exec(text) ?? [];
  if (word === undefined || word.length >= LONGEST_WORD) return null;
  // What hides within a word makes it another word, for everybody to see.
  return { name: lowerCase(word.replace(HIDING, "·")), args: visible(text.slice(1 + word.length)) };
}

function visible(text: string): string {
  return text
    .replaceAll(JOINER_KEPT, "")
    .replace(JOINED, `$1${JOINER_KEPT}`)
    .replace(HIDING, (hidden) => (/\s/.test(hidden) ? " " : ""))
    .replaceAll(JOINER_KEPT, "\u200D")
    .replace(/\s/g, " ")
    .trim()
    .slice(0, LONGEST_ARGS)
    .trimEnd();
}

// The Kelvin sign, for one, becomes a plain k in lower case: only ASCII letters have a case here.
function lowerCase(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function mentionsIn(line: string): string[] {
  return [...line.slice(0, 2 * LONGEST_ARGS).matchAll(/(?:^|[\s(])[`*_]*\/([A-Za-z]{2,40})\b/g)].map(([, word = ""]) => lowerCase(word));
}
