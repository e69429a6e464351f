import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import type { Time } from "../../core/basics/known.js";
import { TooMuch } from "../../core/basics/faults.js";
import type { StoreOptions } from "../../store/open.js";
import type { MadeReport, ReportDays, Reported } from "../../web/pages/page.js";

/** What the thread that makes a report is told. */
export interface ReportOrder {
  place: StoreOptions;
  repositories: readonly Reported[];
  days: ReportDays;
  now: Time;
}

/** What one report may take. */
const LONGEST_MS = 30_000;
const MEMORY_MB = 512;

/**
 * Makes a report in a thread that ends with it: neither the reading of the ledger nor the computing holds up anything else, and what they took is free
 * again. Throws `TooMuch` when it takes too much, and what the thread throws.
 */
export async function inThread(order: ReportOrder): Promise<MadeReport> {
  const worker = new Worker(threadFile(), { workerData: order, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
  worker.unref();
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<MadeReport>((resolve, reject) => {
      timer = setTimeout(() => reject(new TooMuch("a report took too long")), LONGEST_MS);
      worker.on("message", resolve);
      worker.on("error", (error: Error & { code?: string }) =>
        reject(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new TooMuch("a report took too much memory") : error),
      );
      worker.on("exit", () => reject(new Error("The thread that makes a report ended")));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

/** Whoever runs the sources, as tests do, has threads run what was built of them. */
function threadFile(): URL {
  const beside = new URL("./report-thread.js", import.meta.url);
  return existsSync(beside) ? beside : new URL("../../../dist/app/insight/report-thread.js", import.meta.url);
}
