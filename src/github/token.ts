import { Octokit } from "@octokit/rest";
import { Requests } from "./request-counts.js";
import { createCaches } from "./caches.js";
import { createClient } from "./client.js";
import type { Connection } from "./hub.js";
import type { OctokitSettings } from "./octokit.js";
import { timedFetch } from "./octokit.js";
import { createPacers, REAL_TIME } from "./pacer.js";

/** Somebody's token is no installation; requests are counted under this number. */
const NOBODY = -1;

/** Takes a personal or Actions token and where GitHub is; returns a connection that asks with the token, for commands that only read. */
export function tokenConnection(token: string, settings: OctokitSettings): Connection {
  const octokit = new Octokit({
    auth: token,
    ...(settings.baseUrl ? { baseUrl: settings.baseUrl } : {}),
    request: { fetch: timedFetch(settings) },
    // What goes wrong is said by the command, once.
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  });
  const transport = {
    request: async (route: string, parameters?: Record<string, unknown>) => await octokit.request(route, parameters),
    graphql: async (query: string, variables?: Record<string, unknown>) => await octokit.graphql(query, variables),
    refresh: async () => {},
  };
  const pacer = createPacers(0, REAL_TIME)(NOBODY);
  return { client: createClient({ installationId: NOBODY, transport, pacer, requests: new Requests() }), caches: createCaches() };
}
