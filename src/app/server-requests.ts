import type { ProbotOctokit } from "probot";
import { statusOf } from "../github/faults.js";
import { noAnswerIn } from "../github/unreachable.js";
import type { Logger } from "./log.js";

type Octokit = { hook: InstanceType<typeof ProbotOctokit>["hook"] };

/**
 * Logs each request to GitHub at debug level, by its route: names of labels and branches are parameters, and bodies are what people wrote.
 * Probot's own lines hold both, so Probot is given a log that writes nothing.
 */
export function logRequests(octokit: Octokit, log: Logger): void {
  octokit.hook.wrap("request", async (request, options) => {
    const begun = performance.now();
    const fields = () => ({ ...routeOf(options), ms: Math.round(performance.now() - begun) });
    try {
      const answer = await request(options);
      log.debug({ ...fields(), status: answer.status, ...deprecated(answer.headers) }, "GitHub answered");
      return answer;
    } catch (error) {
      log.debug({ ...fields(), status: statusOf(error), reason: noAnswerIn(error)?.code }, "A request to GitHub failed");
      throw error;
    }
  });
}

function routeOf(options: { method?: unknown; url?: unknown; query?: unknown }): { route: string } {
  const url = typeof options.url === "string" ? options.url : "";
  const name = typeof options.query === "string" ? /^\s*(?:query|mutation)\s+(\w+)/.exec(options.query)?.[1] : undefined;
  // A template, as we write routes. What has no braces may hold somebody's words.
  const route = url.startsWith("/") && !url.includes("?") ? url : "(an address)";
  return { route: [String(options.method), route, name].filter((part) => part !== undefined).join(" ") };
}

function deprecated(headers: Record<string, unknown>): { deprecated?: true } {
  return "deprecation" in headers ? { deprecated: true } : {};
}
