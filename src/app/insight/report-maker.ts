import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { TooMuch } from "../../core/basics/faults.js";
import type { MadeReport } from "../../web/pages/page.js";
import type { ReportMessage, ReportOrder } from "./report-order.js";

/** What one report may take. */
const LONGEST_MS = 30_000;
const MEMORY_MB = 1024;
/** Entries live for a moment: where there is room for many, the collector finds few of them alive. */
const YOUNG_MB = 256;
/** Who reads one report soon reads another; then its memory is free again. */
const IDLE_MS = 60_000;

/**
 * Makes reports in a thread, one at a time: neither the reading of the ledger nor the computing holds up anything else. The thread is started when it is
 * needed, and ended when it took too much or was idle for a minute.
 */
export class ReportMaker {
  #worker: Worker | null = null;
  #settle: ((message: ReportMessage) => void) | null = null;
  #timer: NodeJS.Timeout | undefined;
  readonly #longestMs: number;

  /** Takes how long one may take. */
  constructor(longestMs = LONGEST_MS) {
    this.#longestMs = longestMs;
  }

  /** Throws `TooMuch` when it takes too much, and what the thread throws. */
  async make(order: ReportOrder): Promise<MadeReport> {
    clearTimeout(this.#timer);
    const worker = (this.#worker ??= this.#start());
    const told = new Promise<ReportMessage>((resolve) => (this.#settle = resolve));
    this.#timer = setTimeout(() => this.#end(worker, new TooMuch("a report took too long")), this.#longestMs);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
    worker.postMessage(order);
    const message = await told;
    if (message.is === "failed") throw message.error;
    return message.made;
  }

  #start(): Worker {
    const worker = new Worker(threadFile(), { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: YOUNG_MB } });
    worker.unref();
    worker.on("message", (message: ReportMessage) => {
      this.#tell(message);
      this.#timer = setTimeout(() => this.#end(worker, new Error("The thread that makes reports was idle")), IDLE_MS).unref();
    });
    worker.on("error", (error: Error & { code?: string }) =>
      this.#end(worker, error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new TooMuch("a report took too much memory") : error),
    );
    worker.on("exit", () => this.#end(worker, new Error("The thread that makes reports ended")));
    return worker;
  }

  #end(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#tell({ is: "failed", error });
    void worker.terminate();
  }

  #tell(message: ReportMessage): void {
    clearTimeout(this.#timer);
    this.#settle?.(message);
    this.#settle = null;
  }
}

/** Whoever runs the sources, as tests do, has threads run what was built of them. */
function threadFile(): URL {
  const beside = new URL("./report-thread.js", import.meta.url);
  return existsSync(beside) ? beside : new URL("../../../dist/app/insight/report-thread.js", import.meta.url);
}
