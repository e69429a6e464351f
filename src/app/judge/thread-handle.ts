import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { TooMuch } from "../../core/basics/faults.js";
import { packed, Slate, type ThreadMessage } from "./message.js";
import { PolicySender } from "./policies.js";
import { processorClock } from "./processor-time.js";

/** What one thread may take. */
export interface ThreadLimits {
  /** Processor time of one job. */
  judgeMs: number;
  memoryMb: number;
}

/** On a machine that is busy with other things, a thread waits without using its time, but not for ever. */
const LONGEST = 10;

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** One thread that does one job at a time, and is ended when a job takes too much. */
export class Thread {
  /** The repository it worked for last: what was parsed for it is still remembered there. */
  lastPlace: string | null = null;
  readonly #worker: Worker;
  readonly #slate = new Slate();
  readonly #policies = new PolicySender();
  readonly #limits: ThreadLimits;
  readonly #ready: Promise<() => number>;
  #waiting: Waiting | null = null;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(secret: string, limits: ThreadLimits) {
    this.#limits = limits;
    this.#worker = new Worker(threadFile(), {
      workerData: { secret, slate: this.#slate.memory },
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
    });
    this.#worker.unref();
    this.#ready = new Promise((resolve) => {
      this.#worker.on("message", (message: ThreadMessage) => {
        if (message.is === "ready") resolve(processorClock(message.system));
        else this.#settle(message);
      });
    });
    this.#worker.on("error", (error: Error & { code?: string }) => this.#die(this.#isMemory(error) ? this.#tooMuchMemory() : error));
    this.#worker.on("exit", () => this.#die(new Error("The thread that judges ended")));
  }

  /** False once it ended. */
  get lives(): boolean {
    return !this.#ended;
  }

  /** Does a job. Returns what it returns, throws what it throws, and `TooMuch` when it took too much: then the thread is no more. */
  async run(job: string, input: object): Promise<unknown> {
    const done = new Promise<unknown>((resolve, reject) => (this.#waiting = { resolve, reject }));
    const clock = await Promise.race([this.#ready, done.then(() => performance.now)]);
    const begun = { used: clock(), at: performance.now() };
    this.#timer = setTimeout(() => this.#look(clock, begun), this.#limits.judgeMs);
    this.#post(job, input);
    return await done;
  }

  async end(): Promise<void> {
    this.#ended = true;
    await this.#worker.terminate();
  }

  #post(job: string, input: object): void {
    try {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
      this.#worker.postMessage({ job, input: packed(input, this.#policies) });
    } catch (error) {
      this.#settle({ is: "failed", error });
    }
  }

  #look(clock: () => number, begun: { used: number; at: number }): void {
    const { judgeMs } = this.#limits;
    const left = judgeMs - (clock() - begun.used);
    if (left <= 0 || performance.now() - begun.at > LONGEST * judgeMs) this.#die(this.#tooMuchTime());
    else this.#timer = setTimeout(() => this.#look(clock, begun), Math.max(1, left));
  }

  #settle(message: Exclude<ThreadMessage, { is: "ready" }>): void {
    clearTimeout(this.#timer);
    const waiting = this.#waiting;
    this.#waiting = null;
    if (message.is === "done") waiting?.resolve(message.value);
    else waiting?.reject(message.error);
  }

  #die(error: Error): void {
    void this.end();
    this.#settle({ is: "failed", error });
  }

  #isMemory({ code }: { code?: string }): boolean {
    return code === "ERR_WORKER_OUT_OF_MEMORY";
  }

  #tooMuchTime(): TooMuch {
    return new TooMuch(`judging took more than ${this.#limits.judgeMs / 1000} s of processor time${at(this.#slate.read())}`);
  }

  #tooMuchMemory(): TooMuch {
    return new TooMuch(`judging took more than ${this.#limits.memoryMb} MB of memory${at(this.#slate.read())}`);
  }
}

const PLACES = new Map([
  ["gate", "at the gate"],
  ["document", "at the document"],
  ["file", "at the file"],
  ["body", "at the description"],
]);

function at(written: string): string {
  const [of = "", ...name] = written.split(" ");
  const words = PLACES.get(of);
  return words === undefined ? "" : `, ${words} ${name.join(" ")}`.trimEnd();
}

/** Whoever runs the sources, as tests do, has threads run what was built of them. */
function threadFile(): URL {
  const beside = new URL("./thread.js", import.meta.url);
  return existsSync(beside) ? beside : new URL("../../../dist/app/judge/thread.js", import.meta.url);
}
