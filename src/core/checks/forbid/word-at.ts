import { isUnspaced, isWithinWord, wordsIn } from "../../document/scripts.js";

/** What Korean joins to a word without making another of it: particles, and forms of "to be". */
const PARTICLE =
  /^(?:입니다|이에요|예요|이다|이며|이고|이라|임|인|은|는|이|가|을|를|의|에|에서|로|으로|도|만|와|과|부터|까지)(?![\p{Script=Hangul}])/u;
/** How far around a word is looked for what cuts it. */
const AROUND = 100;
/** So often is looked whether another word is cut: whoever writes it more often wrote the word. */
const MOST_LOOKS = 50;

/** Takes prose and a word, both folded; true when it stands there as a word, so that "todo" is not found in "mastodon". */
export function holdsWord(prose: string, word: string): boolean {
  let looks = 0;
  for (let at = prose.indexOf(word); at !== -1; at = prose.indexOf(word, at + word.length)) {
    const end = at + word.length;
    if (
      isWithinWord(last(prose, at), first(prose, at)) ||
      (isWithinWord(last(prose, end), first(prose, end)) && !PARTICLE.test(prose.slice(end, end + 8)))
    )
      continue;
    if (!isUnspaced(word) || ++looks > MOST_LOOKS || !cutsAnother(prose, at, end)) return true;
  }
  return false;
}

/** Where no spaces part them, the end of one word and the beginning of the next may look like a third. */
function cutsAnother(prose: string, from: number, to: number): boolean {
  const start = Math.max(0, from - AROUND);
  const words = wordsIn(prose.slice(start, to + AROUND)).map((word) => ({ from: word.from + start, to: word.to + start }));
  const isInside = (at: number) => at > from && at < to;
  return words.some((word) => (word.from < from && isInside(word.to)) || (word.to > to && isInside(word.from)));
}

function first(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0);
}

function last(text: string, at: number): string {
  const low = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low <= 0xdfff ? text.slice(at - 2, at) : text.charAt(at - 1);
}
