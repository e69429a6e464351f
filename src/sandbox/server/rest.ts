import { fullName } from "../state/repositories.js";
import type { World } from "../state/world.js";
import type { Webhooks } from "../webhooks/webhooks.js";
import type { Call, Caller } from "../rest/call.js";
import { undocumented } from "../rest/documented.js";
import { HttpError, notFound } from "../rest/errors.js";
import { paged } from "../rest/paging.js";
import { match } from "../rest/router.js";
import { routes } from "../rest/routes.js";
import { jsonAnswer } from "./http.js";
import type { Answer } from "./http.js";

export interface RestRequest {
  method: string;
  /** Path and query below `/api/v3`. */
  path: string;
  body: string;
  caller: Caller;
  stale: boolean;
}

/** Answers one REST call; also returns the pattern of the operation. */
export function answerRest(world: World, webhooks: Webhooks, request: RestRequest): { answer: Answer; route: string | null } {
  const url = new URL(`${world.url}/api/v3${request.path}`);
  let route: string | null = null;
  try {
    const path = byId(world, request.path.split("?")[0] ?? "");
    const found = match(routes, request.method, path);
    if (!found) throw notFound();
    route = found.route.pattern;
    const unknown = world.strict ? undocumented(request.method, route, url.searchParams.keys()) : [];
    if (unknown.length > 0) throw notFound();
    const rest = /^\/repos\/[^/]+\/[^/]+(.*)$/.exec(request.path)?.[1] ?? "";
    const reply = found.route.handle(callOf(world, webhooks, request, { ...found.params, rest }, url));
    const { body, headers } = paged(reply, url);
    return { answer: jsonAnswer(reply.status ?? 200, body, headers), route };
  } catch (error) {
    return { answer: failure(error), route };
  }
}

function callOf(world: World, webhooks: Webhooks, request: RestRequest, params: Record<string, string>, url: URL): Call {
  return {
    world,
    method: request.method,
    caller: request.caller,
    params,
    query: url.searchParams,
    body: parse(request.body),
    stale: request.stale,
    redeliver: (id) => webhooks.redeliver(id),
    deliveries: () => webhooks.log,
    hookUrl: () => webhooks.url,
  };
}

function parse(body: string): Record<string, unknown> {
  if (body === "") return {};
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === "object" && value !== null) return Array.isArray(value) ? { labels: value } : (value as Record<string, unknown>);
  } catch {
    throw new HttpError(400, "Problems parsing JSON");
  }
  throw new HttpError(400, "Body should be a JSON object");
}

/** A redirect leads to a repository's id; the operations are known by its name. */
function byId(world: World, path: string): string {
  const found = /^\/repositories\/(\d+)(.*)$/.exec(path);
  if (!found) return path;
  const repository = world.repositories.find((one) => one.id === Number(found[1]));
  if (!repository) throw notFound();
  return `/repos/${fullName(repository)}${found[2]}`;
}

/** GitHub's answer to a failed call; anything unforeseen is a 500 that says so. */
export function failure(error: unknown): Answer {
  if (error instanceof HttpError) return jsonAnswer(error.status, error.body, error.headers);
  return jsonAnswer(500, { message: `Server Error: ${error instanceof Error ? error.message : "unknown"}` });
}
