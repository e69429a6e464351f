/** Letters of the scripts that put no spaces between words, for a class of characters in a pattern. */
export const UNSPACED =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";

const LETTER = /[\p{L}\p{N}]/u;
const NO_SPACES = new RegExp(`[${UNSPACED}]`, "u");
const RUN = new RegExp(`[${UNSPACED}][${UNSPACED}\\p{M}ー]*`, "gu");
const HANGUL = /\p{Script=Hangul}/u;
/** Longest piece that is parted at once: dictionaries are walked for each of its characters. */
const PIECE = 400;
/** So many characters of a text are parted; of the rest, two are taken for a word, which is what they are on average. */
const MOST = 20_000;

const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/** A word, from where to where it goes. */
interface Span {
  from: number;
  to: number;
}

/** True for text with letters of a script that puts no spaces between words. */
export function isUnspaced(text: string): boolean {
  return NO_SPACES.test(text);
}

/** Takes a text; returns how many words its parts without spaces hold, and the rest of it. Linear. */
export function unspacedWords(text: string): { words: number; rest: string } {
  let words = 0;
  let left = MOST;
  const rest = text.replace(RUN, (run) => {
    words += wordsIn(run.slice(0, left)).length + Math.ceil(Math.max(0, run.length - left) / 2);
    left = Math.max(0, left - run.length);
    return " ";
  });
  return { words, rest };
}

/** Takes a text of at most some hundred characters, or more of them piece by piece; returns where its words are. */
export function wordsIn(text: string): Span[] {
  const found: Span[] = [];
  for (let start = 0; start < text.length; start += PIECE) {
    for (const { index, segment, isWordLike } of segmenter.segment(text.slice(start, start + PIECE)))
      if (isWordLike === true) found.push({ from: start + index, to: start + index + segment.length });
  }
  return found;
}

/**
 * Takes two neighbouring characters; true when no word may end between them: both are letters or digits of scripts that part words by spaces. What
 * Korean hangs onto a foreign word ends it.
 */
export function isWithinWord(before: string, after: string): boolean {
  if (!LETTER.test(before) || !LETTER.test(after) || isUnspaced(before) || isUnspaced(after)) return false;
  return HANGUL.test(before) === HANGUL.test(after);
}
