const BEGIN = "<!-- baton:roles -->";
const END = "<!-- /baton:roles -->";
const NOTE = "<!-- Written by `baton roles --write`: change the files under contracts/roles/ instead. -->";

/** Takes a Markdown file's text and what is to stand between the markers; returns the text with it, at its end where there are no markers. */
export function withBlock(text: string, content: string): string {
  const block = `${BEGIN}\n${NOTE}\n\n${content.trimEnd()}\n\n${END}`;
  const from = text.indexOf(BEGIN);
  const to = from < 0 ? -1 : text.indexOf(END, from);
  if (from < 0 || to < 0) return `${text === "" || text.endsWith("\n") ? text : `${text}\n`}${text === "" ? "" : "\n"}${block}\n`;
  return `${text.slice(0, from)}${block}${text.slice(to + END.length)}`;
}
