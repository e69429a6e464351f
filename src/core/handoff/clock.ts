import type { Time } from "../basics/known.js";
import { deadline, dueNotice, type Deadline, type Timer } from "../time/deadlines.js";
import { acceptedContract } from "./begin.js";
import { endDelegations } from "./delegations.js";
import { judgementAhead } from "./remember.js";
import { decide, type Turn } from "./turn.js";
import { turnsStale } from "./turns-stale.js";
import { endWaivers } from "./waivers.js";

const MOST_TOLD = 40;

/** The clock that runs on the item now: the receiver's to acknowledge, or to begin; null when nobody is waited for. */
function runningTimer(turn: Turn): Timer | null {
  const { record } = turn;
  if (turn.snapshot.item.state === "closed" || turn.moved) return null;
  const { handoff } = record;
  if (handoff) {
    const within = judgementAhead(turn)?.contract.acknowledge.within;
    return handoff.state === "awaiting" && within ? { what: "acknowledge", since: handoff.since, within } : null;
  }
  const begin = record.begun ? null : acceptedContract(turn)?.begin;
  return begin ? { what: "begin", since: record.stageSince, within: begin.within } : null;
}

/** How the running clock stands; null when none runs. */
export function runningDeadline(turn: Turn): Deadline | null {
  const timer = runningTimer(turn);
  return timer && deadline(timer, turn.policy.calendar, turn.now);
}

/**
 * Notes what the clock brings: a notice to the side that holds the ball, the overdue mark, and when to look again. All of it follows from
 * state and time, so being down across a deadline changes nothing but that only the latest notice is sent.
 */
export function watchClock(turn: Turn, observing: boolean): Time | null {
  const ends = [endWaivers(turn), endDelegations(turn), turnsStale(turn)];
  const timer = runningTimer(turn);
  const standing = timer && deadline(timer, turn.policy.calendar, turn.now);
  turn.record.overdue = standing?.overdue ?? false;
  if (!timer || !standing || observing) return earliest(ends);
  const notice = dueNotice(timer, turn.record.sequence, standing, (key) => turn.record.told.includes(key));
  if (notice) {
    turn.record.told = [notice.key, ...turn.record.told].slice(0, MOST_TOLD);
    turn.notices.push({ key: notice.key, what: "deadline", share: notice.share });
    decide(turn, "deadline", null, { what: timer.what, share: notice.share, due: standing.due });
  }
  return earliest([...ends, standing.next]);
}

function earliest(times: readonly (Time | null)[]): Time | null {
  return times.reduce((first, time) => (first === null || (time !== null && time < first) ? time : first), null);
}
