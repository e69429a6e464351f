import { stageSourceOf } from "../stages/sources.js";
import type { Turn } from "./turn.js";

/** So many events are remembered as acted upon, or four for each stage: its last two of either kind. */
const MOST_EVENTS = 40;

/** Remembers that events of stages need no more acting upon. */
export function markEvents(turn: Turn, ids: readonly string[]): void {
  turn.record.handledEvents = [...new Set([...ids, ...turn.record.handledEvents])].slice(
    0,
    Math.max(MOST_EVENTS, 4 * turn.policy.lifecycle.stages.length),
  );
}

/** Stages put on before the act that moved the item were meant for the stage it leaves: they ask for nothing in the new one. */
export function settleStageEvents(turn: Turn): void {
  const source = stageSourceOf(turn.policy);
  const { stages } = turn.policy.lifecycle;
  const events = stages.flatMap((stage) => [source.wished(turn.snapshot, stage), source.taken(turn.snapshot, stage)]);
  const until = turn.actAt ?? turn.now;
  markEvents(
    turn,
    events.flatMap((event) => (event !== null && event.at <= until ? [event.id] : [])),
  );
}
