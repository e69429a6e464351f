import type { Text } from "../document/model.js";

/** True for text that a template put there. */
export type IsTemplateText = (text: string) => boolean;

/** Takes a text and the test for template text; returns the lines that somebody wrote, joined: empty when it is all the template's. */
export function ownWords({ text, lines }: Pick<Text, "text" | "lines">, isTemplateText: IsTemplateText): string {
  if (isTemplateText(text)) return "";
  if (lines.length === 1 && lines[0]?.text === text) return text.trim();
  return lines
    .filter((line) => !isTemplateText(line.text))
    .map((line) => line.text)
    .join("\n")
    .trim();
}
