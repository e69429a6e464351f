/** A command line as typed; which words are commands is for the hand-off to say. */
export interface ParsedCommand {
  /** Lower-case word after the slash. */
  name: string;
  /** The rest of the line, trimmed; empty when there is none. */
  args: string;
}

const LINE = /^\/([A-Za-z][^\s/]{0,38})(?:[ \t]+(.*))?$/;
const INVISIBLE = /[\p{Cf}\p{Cc}]/u;
const MOST_COMMANDS = 10;
const LONGEST_ARGS = 1000;

/**
 * Reads the commands of a comment: its leading lines, up to the first line that is no command.
 * Quotes, code and mail tails never begin a line with a bare slash, so they end the reading.
 */
export function parseCommands(body: string): ParsedCommand[] {
  const commands: ParsedCommand[] = [];
  for (const line of body.split(/\r\n|\r|\n/, MOST_COMMANDS)) {
    const command = parseLine(line);
    if (command === null) break;
    commands.push(command);
  }
  return commands;
}

function parseLine(line: string): ParsedCommand | null {
  // A long reason is cut rather than ignored: whoever commands gets an answer.
  const match = LINE.exec(line.slice(0, 2 * LONGEST_ARGS));
  if (!match?.[1] || INVISIBLE.test(match[0].replaceAll("\t", " "))) return null;
  return { name: lowerCase(match[1]), args: (match[2] ?? "").trim().slice(0, LONGEST_ARGS).trimEnd() };
}

// The Kelvin sign, for one, becomes a plain k in lower case: only ASCII letters have a case here.
function lowerCase(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
