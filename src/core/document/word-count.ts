import { visible } from "./names.js";
import { isUnspaced, unspacedWords } from "./scripts.js";

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}'’./_%-]*[\p{L}\p{N}\p{M}])?/gu;

/** Words a reader sees: runs of letters or digits, so that dashes and dots do not count; where a script puts no spaces between them, those of its dictionary. */
export function wordCount(text: string): number {
  const shown = visible(text);
  if (!isUnspaced(shown)) return runs(shown);
  const { words, rest } = unspacedWords(shown);
  return words + runs(rest);
}

function runs(text: string): number {
  return text.match(WORD)?.length ?? 0;
}
