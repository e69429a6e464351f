import { Unreachable } from "../../core/basics/faults.js";
import { reasonFields } from "../../telemetry/error-fields.js";
import type { Logger } from "../../telemetry/log.js";

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 300_000;

/** Work that is tried until it succeeds once. */
export interface Repeated {
  /** Resolves when it was tried once, whatever came of it. */
  tried: Promise<void>;
  stop(): void;
}

/** Runs the work until it succeeds once, with a growing pause: GitHub may be away while we start. */
export function repeatUntilDone(work: () => Promise<void> | undefined, log: Pick<Logger, "warn">): Repeated {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const attempt = async (failures: number): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (stopped) return;
      const waitMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
      // That GitHub is away was said already.
      if (!(error instanceof Unreachable))
        log.warn({ ...reasonFields(error), waitMs }, "GitHub could not be asked what happened meanwhile; it is asked again soon");
      timer = setTimeout(() => void attempt(failures + 1), waitMs).unref();
    }
  };
  return {
    tried: attempt(0),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
