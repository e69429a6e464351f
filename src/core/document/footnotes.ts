/** A footnote's definition, `[^name]: text`, as far as it reaches. */
export interface Footnote {
  /** In lower case, as references are compared. */
  name: string;
  source: string;
}

const DEFINITION = /^ {0,3}\[\^([^\]\s]{1,200})\]:/;
const REFERENCE = /\[\^([^\]\s]{1,200})\]/g;

/** Takes the lines of a text; returns the footnotes that are defined in it, in order. Linear in the text. */
export function footnotesOf(lines: readonly string[]): Footnote[] {
  const notes: { name: string; lines: string[] }[] = [];
  let open: { name: string; lines: string[] } | null = null;
  let blank = false;
  for (const line of lines) {
    const name = DEFINITION.exec(line)?.[1]?.toLowerCase();
    if (name !== undefined) notes.push((open = { name, lines: [line.trimEnd()] }));
    // After a blank line only what is indented goes on.
    else if (blank && !/^(?: {4}|\t|\s*$)/.test(line)) open = null;
    else open?.lines.push(line.trimEnd());
    blank = line.trim() === "";
  }
  return notes.map((note) => ({ name: note.name, source: note.lines.join("\n").trimEnd() }));
}

/** Takes a text; returns the names of the footnotes it refers to. */
export function footnoteNames(text: string): string[] {
  return [...text.matchAll(REFERENCE)].map((match) => (match[1] ?? "").toLowerCase());
}
