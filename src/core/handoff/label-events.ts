import { lastLabeled, lastUnlabeled } from "./acts.js";
import type { Turn } from "./turn.js";

/** So many label events are remembered as acted upon, or four for each stage: its last two of either kind. */
const MOST_EVENTS = 40;

/** Remembers that label events need no more acting upon. */
export function markEvents(turn: Turn, ids: readonly string[]): void {
  turn.record.handledEvents = [...new Set([...ids, ...turn.record.handledEvents])].slice(
    0,
    Math.max(MOST_EVENTS, 4 * turn.policy.lifecycle.stages.length),
  );
}

/** Labels put on before the act that moved the item were meant for the stage it leaves: they ask for nothing in the new one. */
export function settleLabelEvents(turn: Turn): void {
  const labels = turn.policy.lifecycle.stages.map((stage) => stage.label);
  const events = labels.flatMap((label) => [lastLabeled(turn.snapshot, label), lastUnlabeled(turn.snapshot, label)]);
  const until = turn.actAt ?? turn.now;
  markEvents(
    turn,
    events.flatMap((event) => (event !== null && event.at <= until ? [event.id] : [])),
  );
}
