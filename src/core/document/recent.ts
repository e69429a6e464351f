/** How much is kept: one item's body and documents are asked for several times while it is looked at, then hardly ever again. */
const MAX_ENTRIES = 8;
const MAX_CHARACTERS = 512 * 1024;

interface Entry<V> {
  text: string;
  value: V;
}

/**
 * Remembers the last few results of a pure function of a text, so that asking again costs nothing. Takes the function; returns one
 * that gives the same results. Results are shared, so nobody may change them.
 */
export function rememberingRecent<V>(of: (text: string) => V): (text: string) => V {
  let entries: Entry<V>[] = [];
  return (text) => {
    const known = entries.find((entry) => entry.text === text);
    const entry = known ?? { text, value: of(text) };
    entries = bounded([entry, ...entries.filter((other) => other !== known)]);
    return entry.value;
  };
}

/** The newest that fit; one that is too large alone makes no room for itself. */
function bounded<V>(entries: readonly Entry<V>[]): Entry<V>[] {
  let room = MAX_CHARACTERS;
  return entries.slice(0, MAX_ENTRIES).filter(({ text }) => {
    if (text.length > room) return false;
    room -= text.length;
    return true;
  });
}
