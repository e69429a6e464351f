import { BoundedCache } from "../basics/bounded-cache.js";

/** A run asks for one item's body, its linked documents and a template or two several times, then hardly ever again. */
const ENTRIES = 64;
/** What is parsed takes up to some hundred times its text, where somebody means harm. */
const CHARACTERS = 512 * 1024;

/**
 * Remembers the last few results of a pure function of texts, so that asking again costs nothing. Takes the function, and how what it is given is written
 * as one text, the same for equals alone; returns one that gives the same results. Results are shared, so nobody may change them.
 */
export function rememberingRecent<G, V>(of: (given: G) => V, keyOf: (given: G) => string): (given: G) => V {
  const known = new BoundedCache<{ value: V }>({ entries: ENTRIES, weight: CHARACTERS });
  return (given) => {
    const key = keyOf(given);
    const entry = known.get(key) ?? { value: of(given) };
    known.set(key, entry, key.length);
    return entry.value;
  };
}
