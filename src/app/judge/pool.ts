import { Thread, type ThreadLimits } from "./thread-handle.js";
import type { JobName, Jobs } from "./jobs.js";

/** Runs a job for a place (a repository), apart from everything else the process does. Throws what the job throws, and `TooMuch`. */
export type Judge = <J extends JobName>(place: string, job: J, input: Parameters<Jobs[J]>[0]) => Promise<ReturnType<Jobs[J]>>;

/** A few threads that judge. */
export interface JudgePool {
  judge: Judge;
  /** Starts the first thread, so that the first job need not wait for it. */
  warm(): void;
  close(): Promise<void>;
}

interface Job {
  name: JobName;
  input: object;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** One that is held up leaves another for everybody else: a place has at most one thread at a time. */
const THREADS = 2;

/** Takes the key of one-time codes and what a job may take; returns threads, of which none is started before it is needed. */
export function createJudgePool(secret: string, limits: ThreadLimits): JudgePool {
  const pool = new Pool(secret, limits);
  return {
    judge: ((place, job, input) => pool.run(place, job, input)) as Judge,
    warm: () => pool.warm(),
    close: () => pool.close(),
  };
}

class Pool {
  readonly #start: () => Thread;
  /** What waits, by place: the place that waits longest is served next. */
  readonly #waiting = new Map<string, Job[]>();
  readonly #busy = new Map<string, Thread>();
  #idle: Thread[] = [];
  #closed = false;

  constructor(secret: string, limits: ThreadLimits) {
    this.#start = () => new Thread(secret, limits);
  }

  warm(): void {
    if (this.#idle.length + this.#busy.size === 0) this.#idle.push(this.#start());
  }

  run(place: string, name: JobName, input: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new Error("Nothing is judged any more: the process stops"));
      const waiting = this.#waiting.get(place) ?? [];
      waiting.push({ name, input, resolve, reject });
      this.#waiting.set(place, waiting);
      this.#fill();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const jobs of this.#waiting.values()) for (const job of jobs) job.reject(new Error("The process stops"));
    this.#waiting.clear();
    await Promise.all([...this.#idle, ...this.#busy.values()].map((thread) => thread.end()));
  }

  #fill(): void {
    for (const [place, jobs] of this.#waiting) {
      if (this.#busy.size >= THREADS) return;
      if (this.#busy.has(place)) continue;
      const job = jobs.shift();
      this.#waiting.delete(place);
      if (jobs.length > 0) this.#waiting.set(place, jobs);
      if (job) void this.#do(place, job);
    }
  }

  async #do(place: string, { name, input, resolve, reject }: Job): Promise<void> {
    const thread = this.#take(place);
    this.#busy.set(place, thread);
    await thread.run(name, input).then(resolve, reject);
    this.#busy.delete(place);
    if (thread.lives) this.#idle.push(thread);
    this.#fill();
  }

  #take(place: string): Thread {
    this.#idle = this.#idle.filter((thread) => thread.lives);
    const found = this.#idle.find((thread) => thread.lastPlace === place) ?? this.#idle[0] ?? this.#start();
    this.#idle = this.#idle.filter((thread) => thread !== found);
    found.lastPlace = place;
    return found;
  }
}
