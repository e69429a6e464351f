/** A thread that asks a page again and again, so that nothing that the process beside it does is measured with it. */
import { parentPort, workerData } from "node:worker_threads";

const EVERY_MS = 10;
const { url } = workerData as { url: string };
const times: number[] = [];
const enough = new AbortController();
parentPort?.once("message", () => enough.abort());
while (!enough.signal.aborted) {
  const begun = performance.now();
  await (await fetch(url)).text();
  times.push(performance.now() - begun);
  await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
}
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
parentPort?.postMessage(times);
