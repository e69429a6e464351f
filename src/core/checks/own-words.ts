import type { Text } from "../document/model.js";

/** True for text that a template put there. */
export type IsTemplateText = (text: string) => boolean;

/** Takes a text and the test for template text; returns the lines that somebody wrote, joined: empty when it is all the template's. */
export function ownWords({ text, lines }: Pick<Text, "text" | "lines">, isTemplateText: IsTemplateText): string {
  if (isTemplateText(text)) return "";
  return lines
    .filter((line) => !isTemplateText(line.text))
    .map((line) => line.text)
    .join("\n")
    .trim();
}
