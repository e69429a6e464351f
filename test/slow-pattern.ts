/** Linear in the text, and slow: each letter keeps a hundred states alive. */
export const SLOW = "(?:a[ab]{40}|b[ab]{41}|[ab]{50})[cd]";

/** A text of a and b without any order, for what repeats is quick to search. The same each time. */
export function disorder(length: number): string {
  let seed = 1;
  const letters = Array.from({ length }, () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed > 1_073_741_824 ? "a" : "b";
  });
  return letters.join("");
}
