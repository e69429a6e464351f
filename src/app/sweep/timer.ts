import { Unreachable } from "../../core/basics/faults.js";
import { reasonFields } from "../../telemetry/error-fields.js";
import { SWEEP_EVERY } from "./sweep.js";

/** Something done now and then. */
export interface Rounds {
  /** Begins no more rounds; resolves when the one under way has ended, or the time is over: what it left is for the next start. */
  stop(graceMs?: number): Promise<void>;
}

export interface RoundsOptions {
  /** Does one round; a fault is logged and the next round comes all the same. */
  round: () => Promise<void>;
  log: { warn(fields: object, text: string): void };
  everyMs?: number;
  random?: () => number;
}

/** A tenth more or less: processes that were started together do not stay together. */
const JITTER = 0.1;
const GRACE_MS = 2_000;

/** Does rounds from now on, the first one after the first wait. They never overlap. */
export function startRounds({ round, log, everyMs = SWEEP_EVERY / 3, random = Math.random }: RoundsOptions): Rounds {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let open = true;
  const next = (): void => {
    if (open) timer = setTimeout(() => void (running = once()), everyMs * (1 + JITTER * (2 * random() - 1))).unref();
  };
  const once = async (): Promise<void> => {
    try {
      await round();
    } catch (error) {
      if (!(error instanceof Unreachable))
        log.warn(reasonFields(error), "What no webhook told of could not be looked for; it is tried again later");
    }
    next();
  };
  next();
  return {
    async stop(graceMs = GRACE_MS) {
      open = false;
      clearTimeout(timer);
      await Promise.race([running, new Promise((resolve) => setTimeout(resolve, graceMs).unref())]);
    },
  };
}
