import type { ProbotOctokit } from "probot";
import type { GithubHealth } from "../web/health.js";
import type { Clock } from "./clock.js";
import { guardedFetch } from "./lease-guard.js";

/** Remembers how GitHub answered lately. */
export interface GithubContact {
  health(): GithubHealth;
  /** The given Octokit class, watched. */
  watched(Base: typeof ProbotOctokit): typeof ProbotOctokit;
}

/** Makes the memory; it learns from every request of the watched Octokit. */
export function githubContact(clock: Clock): GithubContact {
  let state: GithubHealth = { reachable: null, lastAnswerAt: null, problem: null };
  const answered = (problem: string | null) => {
    state = { reachable: true, lastAnswerAt: clock.now(), problem };
  };
  const failed = (error: unknown) => {
    const status = statusOf(error);
    if (status === 401) answered("GitHub refuses the App's credentials");
    else if (status !== null && status < 500) answered(null);
    else state = { ...state, reachable: false, problem: status === null ? "no answer" : `answers with ${status}` };
  };
  return {
    health: () => ({ ...state }),
    watched: (Base) => Base.plugin((octokit) => watch(octokit, () => answered(null), failed)),
  };
}

function watch(
  octokit: { hook: InstanceType<typeof ProbotOctokit>["hook"] },
  answered: () => void,
  failed: (error: unknown) => void,
): void {
  // As near to the wire as can be: all waiting is over then.
  octokit.hook.before("request", (options) => {
    options.request = { ...options.request, fetch: guardedFetch(options.request?.fetch as typeof fetch | undefined) };
  });
  octokit.hook.after("request", answered);
  octokit.hook.error("request", (error) => {
    failed(error);
    throw error;
  });
}

/** Octokit gives faults of the connection the status 500 and no response. */
function statusOf(error: unknown): number | null {
  if (typeof error !== "object" || error === null || !("status" in error) || typeof error.status !== "number") return null;
  return "response" in error && error.response !== undefined ? error.status : null;
}
