import type { Logger } from "./log.js";

const LIMIT_MS = 15_000;

/** Stops the server on SIGTERM and SIGINT and ends the process with 0; a second signal ends it at once. */
export function stopOnSignals(server: { stop(): Promise<void> }, log: Logger): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(0);
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
