import type { IsTemplateText, TextPlace } from "../content/template-words.js";
import type { Text } from "../document/model.js";

export type { IsTemplateText } from "../content/template-words.js";

/** Takes a text, the test for template text and where it stands; returns the lines that somebody wrote, joined: empty when it is all the template's. */
export function ownWords({ text, lines }: Pick<Text, "text" | "lines">, isTemplateText: IsTemplateText, place?: TextPlace): string {
  if (isTemplateText(text, place)) return "";
  if (lines.length === 1 && lines[0]?.text === text) return text.trim();
  return lines
    .filter((line) => !isTemplateText(line.text, place))
    .map((line) => line.text)
    .join("\n")
    .trim();
}
