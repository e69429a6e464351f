import { TemporaryFault } from "../../core/basics/faults.js";
import { paceOf } from "../../core/time/pace.js";
import { LONGEST_WAIT, type Pacer, type Pacers } from "../../github/pacer.js";
import type { Store } from "../../store/store.js";

/** What a shared pacer needs; the clock is one for all processes. */
export interface SharedPacing {
  store: Pick<Store, "takeWrite">;
  /** Per installation, above 0. */
  writesPerSecond: number;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
}

/** Makes pacers that keep one budget for each installation, however many processes write. */
export function sharedPacers(pacing: SharedPacing): Pacers {
  const pacer = (installationId: number): Pacer => ({ turn: () => takeTurn(pacing, installationId), left: () => null });
  return Object.assign(pacer, { left: () => new Map<number, { minute: number; hour: number }>() });
}

async function takeTurn({ store, writesPerSecond, now, sleep }: SharedPacing, installationId: number): Promise<void> {
  const asked = now();
  const latest = asked + LONGEST_WAIT;
  const { gapMs, perHour } = paceOf(writesPerSecond);
  const at = await store.takeWrite(installationId, { gap: Math.ceil(gapMs), perHour }, asked, latest);
  if (at > latest) throw new TemporaryFault("Waiting for the installation's budget of writes", { retryAt: at });
  if (at > asked) await sleep(at - asked);
}
