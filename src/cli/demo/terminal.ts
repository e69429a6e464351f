import { styleText } from "node:util";

/** What the demo prints; colours only where they can be seen. */
export interface Terminal {
  act(who: string, does: string): void;
  effect(says: string, held: boolean): void;
  quote(line: string): void;
  line(text?: string): void;
}

type Style = Parameters<typeof styleText>[0];

const QUOTE_WIDTH = 150;

/** Prints to a stream; `clock` gives the time of each act. */
export function createTerminal(out: NodeJS.WriteStream, clock: () => Date): Terminal {
  const coloured = out.isTTY && !process.env["NO_COLOR"];
  const paint = (style: Style, text: string) => (coloured ? styleText(style, text) : text);
  const line = (text = "") => void out.write(`${text}\n`);
  return {
    line,
    act: (who, does) => line(`\n${paint("dim", clock().toTimeString().slice(0, 8))}  ${paint("bold", who)}: ${does}`),
    effect: (says, held) => line(`          ${held ? paint("green", "Baton") : paint("red", "NOT DONE: Baton")} ${says}`),
    quote: (text) => line(paint("dim", `          │ ${text}`)),
  };
}

/** A text's lines, broken at words to the terminal's width, without empty ones and without HTML. */
export function excerpt(text: string): string[] {
  const lines = text.split("\n").map((line) => line.replace(/<[^>]+>/g, "").trimEnd());
  return lines.filter((line) => line !== "").flatMap(broken);
}

/** What goes on is indented like its beginning. Nothing is left out: somebody may want to type it. */
function broken(line: string): string[] {
  if (line.length <= QUOTE_WIDTH) return [line];
  const at = line.lastIndexOf(" ", QUOTE_WIDTH);
  const indent = /^\s*/.exec(line)?.[0] ?? "";
  if (at <= indent.length) return [line];
  return [line.slice(0, at), ...broken(`${indent}  ${line.slice(at + 1)}`)];
}
