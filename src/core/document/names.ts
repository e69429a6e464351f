/** Nothing to fold or to take out: most text is this. */
const PLAIN = /^[\n\x20-\x7e]*$/;
const INVISIBLE = /\p{Cf}|\p{Cc}|\u034f|\u115f|\u1160|\u3164|[\ufe00-\ufe0f]/gu;

/** Removes characters that a reader cannot see (zero width, bidi controls). Takes any text; whitespace stays. */
export function visible(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(INVISIBLE, (char) => (/\s/.test(char) && char !== "\ufeff" ? char : ""));
}

/** Every run of white space becomes one blank. Most text has none to change, and then costs no copy. */
export function singleSpaced(text: string): string {
  return text.replace(/\s{2,}|[^\S ]/g, " ");
}

/** The form in which headings, topics and box labels are compared. Takes text free of markup. */
export function nameKey(text: string): string {
  const plain = singleSpaced(PLAIN.test(text) ? text : visible(text.normalize("NFC"))).trim();
  return trimColon(plain).toLowerCase();
}

function trimColon(text: string): string {
  let end = text.length;
  while (end > 0 && /[:：\s]/.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** True when both names mean the same heading, topic or box. */
export function sameName(a: string, b: string): boolean {
  return nameKey(a) === nameKey(b);
}

/** Takes a path; returns the spellings that Git may know it by: systems differ in how they write one name. */
export function spellings(path: string): string[] {
  return PLAIN.test(path) ? [path] : [...new Set([path.normalize("NFC"), path.normalize("NFD"), path])];
}
