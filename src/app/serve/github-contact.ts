import type { ProbotOctokit } from "probot";
import { Unreachable } from "../../core/basics/faults.js";
import { statusOf } from "../../github/faults.js";
import { noAnswerIn } from "../../github/unreachable.js";
import type { GithubHealth } from "../../web/health.js";
import type { Clock } from "../time/clock.js";
import { guardedFetch } from "../queue/lease-guard.js";
import type { Logger } from "../../telemetry/log.js";
import { logRequests } from "./requests.js";

/** Remembers how GitHub answered lately. */
export interface GithubContact {
  health(): GithubHealth;
  /** The given Octokit class, watched. */
  watched(Base: typeof ProbotOctokit): typeof ProbotOctokit;
}

/** That many requests in a row without any answer, and GitHub is taken to be away. */
const AWAY = 3;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Makes the memory; it learns from every request of the watched Octokit. While GitHub is away it asks nothing for a growing while, and says
 * so in one line each time: whatever else wants to ask waits, which costs no item any of its attempts.
 */
export function githubContact(clock: Clock, log: Logger): GithubContact {
  const contact = new Contact(clock, log);
  return {
    health: () => contact.health(),
    watched: (Base) => Base.plugin((octokit) => watch(octokit, contact, log)),
  };
}

class Contact {
  readonly #clock: Clock;
  readonly #log: Logger;
  #health: GithubHealth = { reachable: null, lastAnswerAt: null, problem: null };
  /** Requests without an answer since the last one that had one. */
  #silent = 0;
  #pauses = 0;
  #pausedUntil = 0;

  constructor(clock: Clock, log: Logger) {
    this.#clock = clock;
    this.#log = log;
  }

  health(): GithubHealth {
    return { ...this.#health };
  }

  /** Throws while nothing is asked of GitHub. */
  admit(): void {
    if (this.#clock.now() < this.#pausedUntil) throw new Unreachable("GitHub cannot be reached", { retryAt: this.#pausedUntil });
  }

  answered(problem: string | null): void {
    this.#health = { reachable: true, lastAnswerAt: this.#clock.now(), problem };
    if (this.#pauses > 0) this.#log.info("GitHub answers again");
    this.#silent = this.#pauses = this.#pausedUntil = 0;
  }

  failed(error: unknown): void {
    if (error instanceof Unreachable) return;
    const silence = noAnswerIn(error);
    const status = hasResponse(error) ? statusOf(error) : null;
    if (silence) this.#noAnswer(silence.code);
    else if (status === 401) this.answered("GitHub refuses the App's credentials");
    else if (status !== null && status < 500) this.answered(null);
    else if (status !== null) this.#health = { ...this.#health, reachable: false, problem: `answers with ${status}` };
  }

  #noAnswer(code: string): void {
    this.#health = { ...this.#health, reachable: false, problem: `no answer (${code})` };
    this.#silent += 1;
    const now = this.#clock.now();
    // What was under way together fails together: that is one failure.
    if (this.#silent < AWAY || now < this.#pausedUntil) return;
    const waitMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#pauses);
    this.#pauses += 1;
    this.#pausedUntil = now + waitMs;
    this.#log.warn({ reason: code, waitMs }, "GitHub cannot be reached; it is asked again soon");
  }
}

/** Octokit gives faults of the connection, and ours on the way to it, the status 500 and no response. */
function hasResponse(error: unknown): boolean {
  return typeof error === "object" && error !== null && "response" in error && error.response !== undefined;
}

type Octokit = { hook: InstanceType<typeof ProbotOctokit>["hook"] };

function watch(octokit: Octokit, contact: Contact, log: Logger): void {
  // As near to the wire as can be: all waiting is over then.
  octokit.hook.before("request", (options) => {
    contact.admit();
    options.request = { ...options.request, fetch: guardedFetch(options.request?.fetch as typeof fetch | undefined) };
  });
  octokit.hook.after("request", () => contact.answered(null));
  octokit.hook.error("request", (error) => {
    contact.failed(error);
    throw error;
  });
  logRequests(octokit, log);
}
