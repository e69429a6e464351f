import { listDeliveries, redeliver, type Attempt } from "../../github/deliveries.js";
import type { Client } from "../../github/client.js";
import type { AppContext } from "../work/context.js";

/** What a round found in GitHub's log of deliveries. */
export interface DeliveryRound {
  /** Deliveries GitHub tried in the time looked at. */
  seen: number;
  /** Of them, those that never arrived here. */
  missed: number;
  redelivered: number;
  /** Left for the next round. */
  left: number;
  requests: number;
}

type Parts = Pick<AppContext, "hub" | "store" | "log" | "now">;

const MARK = "deliveries";
/** GitHub keeps its log this long. */
const WINDOW = 3 * 86_400_000;
/** What is younger may still be under way; it also covers the difference of two clocks. */
const YOUNGEST = 120_000;
/** One request each, and one run each at most. */
const MOST_PER_ROUND = 50;

/**
 * Compares GitHub's log of deliveries with what was accepted here, and has GitHub deliver again what never arrived. Begins where the last
 * complete round ended. What the store knows is not delivered again, whatever GitHub thinks became of it: its work was kept with it.
 * Returns null when the server has no such log.
 */
export async function redeliverMissed(context: Parts): Promise<DeliveryRound | null> {
  const now = context.now();
  const since = Math.max((await context.store.loadMark(MARK)) ?? 0, now - WINDOW);
  const app = await context.hub.app();
  const log = await listDeliveries(app, since);
  if (!log) return null;
  const due = log.attempts.filter((one) => one.deliveredAt <= now - YOUNGEST);
  const missed = await missedOf(context, due);
  const handled = await redeliverAll(app, missed.slice(0, MOST_PER_ROUND));
  const left = missed.slice(handled.asked);
  const round = {
    seen: due.length,
    missed: missed.length,
    redelivered: handled.taken,
    left: left.length,
    requests: log.pages + handled.asked,
  };
  await context.store.saveMark(MARK, Math.max(since, endOf(log.attempts, left, now)));
  if (missed.length > 0) context.log.warn(round, "GitHub delivers again what did not arrive");
  return round;
}

/**
 * Where the next round begins: at the oldest that is left, else shortly before the newest. GitHub's time counts, so that a clock of ours
 * that is fast skips nothing. A log too long to be read whole is read from its new end only: the sweep of the items finds the rest.
 */
function endOf(attempts: Attempt[], left: Missed[], now: number): number {
  const newest = attempts.reduce((latest, one) => Math.max(latest, one.deliveredAt), 0);
  return left.reduce((least, one) => Math.min(least, one.first), Math.min(now, newest) - YOUNGEST);
}

interface Missed {
  latest: Attempt;
  /** When it was tried first. */
  first: number;
}

/** Deliveries the store does not know: merge groups first, for a queue waits for them, then the oldest. */
async function missedOf(context: Parts, attempts: Attempt[]): Promise<Missed[]> {
  const known = await context.store.knownDeliveries([...new Set(attempts.map((one) => one.guid))]);
  const missed = new Map<string, Missed>();
  // The log is newest first: what comes later in it was tried earlier.
  for (const attempt of attempts) {
    if (!known.has(attempt.guid))
      missed.set(attempt.guid, { latest: missed.get(attempt.guid)?.latest ?? attempt, first: attempt.deliveredAt });
  }
  return [...missed.values()].toSorted((a, b) => urgency(a) - urgency(b) || a.first - b.first);
}

function urgency({ latest }: Missed): number {
  return latest.event === "merge_group" ? 0 : 1;
}

/** Asks for one after the other, and stops at the first fault: what is left is for the next round. */
async function redeliverAll(app: Client, missed: Missed[]): Promise<{ asked: number; taken: number }> {
  let taken = 0;
  for (const [index, one] of missed.entries()) {
    try {
      if (await redeliver(app, one.latest.id)) taken += 1;
    } catch {
      return { asked: index, taken };
    }
  }
  return { asked: missed.length, taken };
}
