import { styleText } from "node:util";

/** What the demo prints; colours only where they can be seen. */
export interface Terminal {
  act(who: string, does: string): void;
  effect(says: string, held: boolean): void;
  quote(line: string): void;
  /** A line as it is, however long. */
  line(text?: string): void;
  /** Running text, broken at words, each line with the indentation. */
  prose(text: string, indent?: string): void;
}

type Style = Parameters<typeof styleText>[0];

/** Nothing is cut by a narrow terminal: what is longer is broken at words. */
const COLUMNS = 80;
const INDENT = " ".repeat(10);
const QUOTED = `${INDENT}│ `;

/** Prints to a stream; `clock` gives the time of each act. */
export function createTerminal(out: NodeJS.WriteStream, clock: () => Date): Terminal {
  const coloured = out.isTTY && !process.env["NO_COLOR"];
  const paint = (style: Style, text: string) => (coloured ? styleText(style, text) : text);
  const line = (text = "") => void out.write(`${text}\n`);
  // The time of an act stands in the indentation; who acts is never broken.
  const told = (beginning: string, who: string, style: Style, does: string) => {
    const [head = "", ...more] = broken(`${who}${does}`, COLUMNS - INDENT.length, "  ");
    line(`${beginning}${paint(style, who)}${head.slice(who.length)}`);
    for (const each of more) line(`${INDENT}${each}`);
  };
  return {
    line,
    prose: (text, indent = "") => {
      for (const each of text.split("\n").flatMap((part) => broken(part, COLUMNS - indent.length))) line(`${indent}${each}`.trimEnd());
    },
    act: (who, does) => told(`\n${paint("dim", clock().toTimeString().slice(0, 8))}  `, who, "bold", `: ${does}`),
    effect: (says, held) => told(INDENT, held ? "Baton" : "NOT DONE: Baton", held ? "green" : "red", ` ${says}`),
    quote: (text) => {
      for (const each of broken(text, COLUMNS - QUOTED.length)) line(paint("dim", `${QUOTED}${each}`));
    },
  };
}

/** A text's lines, without empty ones and without HTML. */
export function excerpt(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.replace(/<[^>]+>/g, "").trimEnd())
    .filter((line) => line !== "");
}

/** What goes on is indented like its beginning, in a list a little more. Nothing is left out: somebody may want to type it, and a table's row stays one line. */
function broken(line: string, width: number, hang = ""): string[] {
  if (line.startsWith("|")) return [line];
  const [, space = "", bullet] = /^(\s*)([*-] |\d+\. )?/.exec(line) ?? [];
  const indent = `${space}${bullet === undefined ? hang : " ".repeat(bullet.length)}`;
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const before = rest.lastIndexOf(" ", width);
    const at = before > indent.length ? before : rest.indexOf(" ", width);
    if (at === -1) break;
    lines.push(rest.slice(0, at));
    rest = `${indent}${rest.slice(at + 1)}`;
  }
  return [...lines, rest];
}
