const BREAKS = /[\s<>()[\]{}"'`,;|“”«»]+/;

/** Splits text where a reference may begin or end. Takes any text; linear. */
export function referenceWords(text: string): string[] {
  return text
    .split(BREAKS)
    .map(trimEnd)
    .filter((word) => word !== "");
}

function trimEnd(word: string): string {
  let end = word.length;
  while (end > 0 && ".:!?*_~".includes(word.charAt(end - 1))) end--;
  return word.slice(0, end);
}
