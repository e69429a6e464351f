/** Words for each member of a union, by the key that tells them apart. Complete by type: a new member does not compile without. */
export type WordsBy<K extends string, U extends Record<K, string>, W = string> = {
  [V in U[K]]: (one: Extract<U, Record<K, V>>) => W;
};

/** Says one member of a union in its words. */
export function wordsBy<K extends string, U extends Record<K, string>, W>(words: WordsBy<K, U, W>, key: K, one: U): W {
  // Each member is under its own key, which the compiler cannot follow through a look-up.
  const write = words[one[key]] as (one: U) => W;
  return write(one);
}
