import type { Turn } from "./turn.js";

/** Forgets waivers that ended, so that the record does not grow. Returns when the next one ends, or null. */
export function endWaivers(turn: Turn): number | null {
  turn.record.waivers = turn.record.waivers.filter((waiver) => waiver.until > turn.now);
  return turn.record.waivers.reduce<number | null>((first, { until }) => (first === null || until < first ? until : first), null);
}
