import { ProbotOctokit } from "probot";
import type { Probot } from "probot";
import type { Transport } from "./client.js";

/** How every Octokit of this process behaves. */
export interface OctokitSettings {
  /** REST base, e.g. `https://github.example.com/api/v3`. Unset: github.com. */
  baseUrl?: string;
  timeout?: number;
  fetch?: typeof globalThis.fetch;
}

/** The part of Octokit's constructor options we change. */
interface InstanceOptions {
  baseUrl?: string;
  request?: Record<string, unknown>;
  auth?: { request?: { defaults(options: Record<string, unknown>): unknown } };
}

const TIMEOUT = 10_000;

/** Takes the environment; returns the REST base of the GitHub server it names, undefined for github.com. */
export function baseUrlFrom(env: { GHE_HOST?: string | undefined; GHE_PROTOCOL?: string | undefined }): string | undefined {
  return env.GHE_HOST ? `${env.GHE_PROTOCOL || "https"}://${env.GHE_HOST}/api/v3` : undefined;
}

/** Takes settings; returns the Octokit class to give to Probot as its `Octokit` option. */
export function octokitClass(settings: OctokitSettings = {}): typeof ProbotOctokit {
  // The function form: with a plain object Probot's own defaults win over these.
  const defaults: typeof ProbotOctokit = ProbotOctokit.defaults((given: InstanceOptions) => withSettings(given, settings));
  return defaults;
}

/** Takes Probot and an installation; returns the transport its requests go through. Throws what Octokit throws. */
export async function installationTransport(probot: Probot, installationId: number): Promise<Transport> {
  const octokit = await probot.auth(installationId);
  return {
    request: async (route, parameters) => await octokit.request(route, parameters),
    graphql: async (query, variables) => await octokit.graphql(query, variables),
    refresh: async () => void (await octokit.auth({ type: "installation", installationId, refresh: true })),
  };
}

/** Takes Probot; returns the transport of the App itself (`/app/...`), which has no token to refresh. */
export async function appTransport(probot: Probot): Promise<Transport> {
  const octokit = await probot.auth();
  return {
    request: async (route, parameters) => await octokit.request(route, parameters),
    graphql: async (query, variables) => await octokit.graphql(query, variables),
    refresh: async () => {},
  };
}

function withSettings(given: InstanceOptions, settings: OctokitSettings): Record<string, unknown> {
  const baseUrl = given.baseUrl ?? settings.baseUrl;
  return {
    ...given,
    ...(baseUrl ? { baseUrl } : {}),
    request: { ...given.request, fetch: timedFetch(settings) },
    auth: authAt(given.auth, baseUrl, settings),
    throttle: { enabled: false },
    // A POST is never repeated blindly, and Octokit's retry spans one deadline over all attempts: the client repeats reads itself.
    retry: { enabled: false },
  };
}

/** Without a base of its own, `octokit.auth({ type: "installation" })` asks github.com for the token whatever the server is. */
function authAt(auth: InstanceOptions["auth"], baseUrl: string | undefined, settings: OctokitSettings): unknown {
  if (typeof auth?.request?.defaults !== "function") return auth;
  const request = { fetch: timedFetch(settings) };
  return { ...auth, request: auth.request.defaults(baseUrl ? { baseUrl, request } : { request }) };
}

/** Takes settings; returns a fetch that gives up after their time-out. */
export function timedFetch(settings: OctokitSettings): typeof globalThis.fetch {
  return async (input, init) => {
    const deadline = AbortSignal.timeout(settings.timeout ?? TIMEOUT);
    const signal = init?.signal ? AbortSignal.any([init.signal, deadline]) : deadline;
    return await (settings.fetch ?? globalThis.fetch)(input, { ...init, signal });
  };
}
