/** Longest word that is compared; anything longer is no typo of ours. */
const LONGEST = 64;

/** Takes a word, the known words and how many slips may be in it; returns the one it was probably meant to be, or null when none is near. */
export function suggest(
  word: string,
  known: Iterable<string>,
  slips = (typed: string) => Math.max(1, Math.floor(typed.length / 3)),
): string | null {
  const typed = word.toLowerCase().slice(0, LONGEST);
  const limit = slips(typed);
  let best: { word: string; distance: number } | null = null;
  for (const candidate of known) {
    const distance = editDistance(typed, candidate.toLowerCase().slice(0, LONGEST));
    if (distance <= limit && distance < candidate.length && (best === null || distance < best.distance))
      best = { word: candidate, distance };
  }
  return best?.word ?? null;
}

/** Damerau-Levenshtein (optimal string alignment): a swap of neighbours counts as one slip, as fingers do it. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, at(before, j - 2) + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return at(last, b.length);
}

function at(row: number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
