const BEGIN = "<!-- baton:roles -->";
const END = "<!-- /baton:roles -->";
const NOTE = "<!-- Written by `baton roles --write`: change the files under contracts/roles/ instead. -->";

/** Takes a Markdown file's text and what is to stand between the markers; returns the text with it, at its end where there are no markers. */
export function withBlock(text: string, content: string): string {
  const block = `${BEGIN}\n${NOTE}\n\n${content.trimEnd()}\n\n${END}`;
  const first = text.indexOf(BEGIN);
  const to = first < 0 ? -1 : text.indexOf(END, first);
  if (to < 0) return `${text === "" || text.endsWith("\n") ? text : `${text}\n`}${text === "" ? "" : "\n"}${block}\n`;
  // After a marker that nothing closes stands what somebody else wrote.
  const from = text.lastIndexOf(BEGIN, to);
  return `${text.slice(0, from)}${block}${text.slice(to + END.length)}`;
}
