import type { Act } from "./acts.js";

/** How many acts may happen before Baton looks again. */
const MOST_LOST = 3;

/** True when the act and the one before it have nothing to do with each other, and the other order is tried, too. */
export function isOtherOrder(lost: readonly Act[], act: Act, acts: readonly Act[]): boolean {
  const before = lost.at(-1);
  return before !== undefined && !share(before, act) && acts.indexOf(act) < acts.indexOf(before);
}

/** False when acts in a row were too many, or do together only what they do one by one: nobody's word among them, or no link between them. */
export function mayFollow(before: readonly Act[], act: Act): boolean {
  const lost = [...before, act];
  if (lost.length < MOST_LOST) return true;
  return lost.length === MOST_LOST && lost.some(isWord) && isLinked(lost);
}

function isWord({ touches }: Act): boolean {
  return touches.includes("hand-off") || touches.includes("receivers") || touches.length > 2;
}

/** True when each of the acts has to do with another, directly or through others: else they do together only what they do one by one. */
export function isLinked([first, ...rest]: readonly Act[]): boolean {
  const linked = first ? [first] : [];
  const next = (act: Act) => !linked.includes(act) && linked.some((each) => share(each, act));
  for (let found = rest.find(next); found; found = rest.find(next)) linked.push(found);
  return rest.every((act) => linked.includes(act));
}

function share(a: Act, b: Act): boolean {
  return a.touches.some((touch) => b.touches.includes(touch));
}
