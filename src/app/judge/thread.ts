/** Runs in a thread of its own: takes one job after another and tells how each ended. Everything it needs comes with the job. */
import { readlinkSync } from "node:fs";
import { parentPort, workerData, type MessagePort } from "node:worker_threads";
import { watchSteps } from "../../core/basics/step.js";
import { runJob, type JobName } from "./jobs.js";
import { Slate, unpacked, type JobMessage, type ThreadMessage } from "./message.js";
import { PolicyReceiver } from "./policies.js";

const { secret, slate: memory } = workerData as { secret: string; slate: SharedArrayBuffer };
const slate = new Slate(memory);
const policies = new PolicyReceiver();
const port = parentPort as MessagePort;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
const tell = (message: ThreadMessage): void => port.postMessage(message);

watchSteps(({ of, name }) => slate.write(`${of} ${name}`));

port.on("message", ({ job, input }: JobMessage) => {
  slate.write("");
  try {
    const value = runJob(job as JobName, unpacked(input as object, policies) as Parameters<typeof runJob>[1], { secret });
    tell({ is: "done", value });
  } catch (error) {
    tell({ is: "failed", error });
  }
});

tell({ is: "ready", system: systemNumber() });

/** Where the system keeps account of this thread alone: Linux does. */
function systemNumber(): string | null {
  try {
    return readlinkSync("/proc/thread-self").split("/").at(-1) ?? null;
  } catch {
    return null;
  }
}
