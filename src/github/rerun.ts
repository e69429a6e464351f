// No git ref holds a space.
const AGAIN = "again ";

/** Takes a ref; returns it with the note that the commit's result was asked for once more. */
export function againRef(ref: string): string {
  return AGAIN + ref;
}

/** Takes a commit key's ref; returns the ref itself, and whether its result was asked for once more. */
export function readRef(noted: string): { ref: string; again: boolean } {
  const again = noted.startsWith(AGAIN);
  return { ref: again ? noted.slice(AGAIN.length) : noted, again };
}
