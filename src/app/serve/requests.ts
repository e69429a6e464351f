import type { ProbotOctokit } from "probot";
import { statusOf } from "../../github/faults.js";
import { noAnswerIn } from "../../github/unreachable.js";
import type { Logger } from "../../telemetry/log.js";

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
      const status = statusOf(error);
      const reason = noAnswerIn(error)?.code;
      if (status === NOT_MODIFIED) log.debug({ ...fields(), status }, "GitHub answered");
      else log.debug({ ...fields(), ...(reason === undefined ? { status } : { reason }) }, "A request to GitHub failed");
      throw error;
    }
  });
}

const NOT_MODIFIED = 304;

/** A route as we write it, with its parameters' names; what is no such template may hold somebody's words. */
function routeOf({ method, url, query }: { method?: unknown; url?: unknown; query?: unknown }): { route: string } {
  if (typeof query === "string") return { route: `GraphQL ${/^\s*(?:query|mutation)\s+(\w+)/.exec(query)?.[1] ?? "without a name"}` };
  const isTemplate = typeof url === "string" && /^\/[\w/{}-]*$/.test(url);
  return { route: `${String(method)} ${isTemplate ? url : "(an address)"}` };
}

function deprecated(headers: Record<string, unknown>): { deprecated?: true } {
  return "deprecation" in headers ? { deprecated: true } : {};
}
