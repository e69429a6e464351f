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
    const distance = editDistance(typed, candidate.toLowerCase().slice(0, LONGEST), limit);
    if (distance <= limit && distance < candidate.length && (best === null || distance < best.distance))
      best = { word: candidate, distance };
  }
  return best?.word ?? null;
}

/** Takes two words and how many slips may lie between them; true when no more do. */
export function isSlip(a: string, b: string, most: number): boolean {
  return a.length <= LONGEST && b.length <= LONGEST && editDistance(a, b, most) <= most;
}

/** Damerau-Levenshtein (optimal string alignment): a swap of neighbours counts as one slip, as fingers do it. Infinite when it is above `most`. */
function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return Number.POSITIVE_INFINITY;
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
    // Every later row comes from this one or the one before it, and costs no less.
    if (row.every((cost) => cost > most)) return Number.POSITIVE_INFINITY;
  }
  return at(last, b.length);
}

function at(row: number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
