import { UNSPACED } from "./scripts.js";

const BREAKS = /[\s<>()[\]{}"'`,;|“”«»、。，；：！？「」『』【】《》〈〉،؛؟]+/u;
/** Brackets that names of files hold, too. */
const WIDE = /[（）]/;
/** What may stand beside a path without a space: Korean hangs particles onto it. */
const BESIDE = `${UNSPACED}\\p{Script=Hangul}`;
const BEFORE = new RegExp(`^[${BESIDE}ー]+(?=[A-Za-z0-9_.-]+/|https?://)`, "u");
const AFTER = new RegExp(`(\\.[A-Za-z][A-Za-z0-9]{0,7})[${BESIDE}][^/]*$`, "u");

const ENDS = /\.[A-Za-z][A-Za-z0-9]{0,7}$/;

/** Splits text where a reference may begin or end. Takes any text; linear. */
export function referenceWords(text: string): string[] {
  return text
    .split(BREAKS)
    .map(trimEnd)
    .filter((word) => word !== "");
}

/** Takes a word; returns what in it may be a reference: where no spaces part the words, a path is cut out of its sentence. */
export function candidates(word: string): string[] {
  if (/^[\x20-\x7e]*$/.test(word) || word.length > 2000) return [word];
  const parts = WIDE.test(word) && !/[^（）]+（[^（）]*）[^（）]*\.[A-Za-z0-9]{1,8}$/u.test(word) ? word.split(WIDE) : [word];
  return parts.map(cut).filter((part) => part !== "");
}

function cut(part: string): string {
  const begun = part.replace(BEFORE, "");
  return trimEnd(ENDS.test(begun) ? begun : begun.replace(AFTER, "$1"));
}

function trimEnd(word: string): string {
  let end = word.length;
  while (end > 0 && ".:!?*_~".includes(word.charAt(end - 1))) end--;
  return word.slice(0, end);
}
