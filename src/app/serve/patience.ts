import type { Logger } from "../../telemetry/log.js";
import type { Trouble } from "./start-trouble.js";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/** The App cannot start now; its message says why in one line, with nothing secret in it. */
export class CannotStart extends Error {}

/**
 * Does what a start needs, and tries again with a growing pause for as long as the trouble is worth it. Throws `CannotStart` when it is not,
 * or not any more.
 */
export async function patiently<T>(work: () => Promise<T>, trouble: (error: unknown) => Trouble, log: Pick<Logger, "warn">): Promise<T> {
  const begun = performance.now();
  for (let failures = 0; ; failures += 1) {
    try {
      return await work();
    } catch (error) {
      const { reason, patienceMs } = trouble(error);
      const left = patienceMs - (performance.now() - begun);
      if (left <= 0) throw new CannotStart(reason, { cause: error });
      const waitMs = Math.ceil(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures, left));
      log.warn({ reason, waitMs }, "Baton cannot start yet; it tries again");
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}
