import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

/** Puts a style on a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

/** Takes where the text goes; returns a brush that colours only on a terminal, and not where `NO_COLOR` asks for none. */
export function paintFor(out: { isTTY?: boolean }, env: NodeJS.ProcessEnv): Paint {
  const coloured = out.isTTY === true && !env["NO_COLOR"];
  return (style, text) => (coloured ? styleText(style, text, { validateStream: false }) : text);
}
