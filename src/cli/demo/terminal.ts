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

/** A text's lines, cut to the terminal's width, without empty ones and without HTML. */
export function excerpt(text: string): string[] {
  const lines = text.split("\n").map((line) => line.replace(/<[^>]+>/g, "").trimEnd());
  return lines.filter((line) => line !== "").map((line) => (line.length > QUOTE_WIDTH ? `${line.slice(0, QUOTE_WIDTH - 1)}…` : line));
}
