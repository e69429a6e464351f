import type { Time } from "../basics/known.js";
import { freshUntil } from "../checks/artefact-ahead.js";
import { artefactAhead } from "../judging/artefact-ahead.js";
import { awaitedArtefacts } from "./artefacts-needed.js";
import { judgementAhead } from "./remember.js";
import type { Turn } from "./turn.js";

/** Takes a turn; returns when the first of the artefacts that its gates wait for, or its workflow shows, turns stale by time alone; null when none will. */
export function turnsStale(turn: Turn): Time | null {
  if (turn.snapshot.item.state === "closed" || turn.moved) return null;
  const gates = judgementAhead(turn)?.contract.gates ?? [];
  const times = awaitedArtefacts(gates, turn.policy, turn.record).flatMap(({ id, age }) => {
    const ahead = artefactAhead(id, turn);
    if (!ahead?.version.known || ahead.version.value === null) return [];
    const until = freshUntil(ahead, ahead.version.value.at, age)?.until;
    return until !== undefined && until > turn.now ? [until] : [];
  });
  return times.length === 0 ? null : times.reduce((first, time) => Math.min(first, time));
}
