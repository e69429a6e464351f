import type { Logger } from "../../telemetry/log.js";

const LIMIT_MS = 15_000;

type Stoppable = { stop(): Promise<void> };

/**
 * Stops the server on SIGTERM and SIGINT and ends the process with 0; a second signal ends it at once, and so does one before the server has
 * started: nothing is under way then.
 */
export function stopOnSignals(starting: Stoppable | Promise<Stoppable>, log: Logger): void {
  let server: Stoppable | null = null;
  let stopping = false;
  // Who starts it learns why it did not start.
  void Promise.resolve(starting).then(
    (started) => (server = started),
    () => undefined,
  );
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping || server === null) process.exit(0);
    stopping = true;
    log.info({ signal }, "Stopping");
    // What is not done by then is durable and done after the next start.
    setTimeout(() => process.exit(0), LIMIT_MS).unref();
    void server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "Stopping failed");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}

/** Ends the process with 1 and one log line for an error that nobody caught: Node itself would print requests, with what people wrote. */
export function endOnUncaught(log: Logger): void {
  process.on("uncaughtException", (error) => {
    log.fatal({ err: error }, "Something failed that nobody expected; what was accepted is done after the next start");
    process.exit(1);
  });
}
