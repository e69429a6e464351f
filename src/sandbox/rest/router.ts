import { findRepository } from "../state/repositories.js";
import type { Repository } from "../state/types.js";
import { actorOf, authorize, granted, movedTo } from "./call.js";
import type { Call, Reply } from "./call.js";
import { HttpError, notAccessible, notFound } from "./errors.js";

export interface Route {
  method: string;
  /** As documented, with `:name` for a segment and `*name` for the rest. */
  pattern: string;
  regexp: RegExp;
  handle: (call: Call) => Reply;
}

/** A route anyone with a valid token may call. */
export function route(method: string, pattern: string, handle: (call: Call) => Reply): Route {
  return { method, pattern, regexp: compile(pattern), handle };
}

/** A route for the App itself, with its JSON web token. */
export function appRoute(method: string, pattern: string, handle: (call: Call) => Reply): Route {
  return route(method, pattern, (call) => {
    if (call.caller.kind !== "app") throw new HttpError(401, "A JSON web token could not be decoded");
    return handle(call);
  });
}

/** A route of one repository, open to those who have one of the permissions. */
export function repoRoute(method: string, pattern: string, needs: string[], handle: (call: Call, repository: Repository) => Reply): Route {
  return route(method, `/repos/:owner/:repo${pattern}`, (call) => {
    const repository = repositoryOf(call);
    authorize(call, repository, needs);
    return handle(call, repository);
  });
}

/** A route of one organisation that takes the `members` permission. */
export function orgRoute(method: string, pattern: string, handle: (call: Call) => Reply): Route {
  return route(method, `/orgs/:org${pattern}`, (call) => {
    actorOf(call);
    if (call.caller.kind === "installation" && !granted(call.caller.token, "members:read")) throw notAccessible("members=read");
    return handle(call);
  });
}

function repositoryOf(call: Call): Repository {
  const { owner = "", repo = "" } = call.params;
  const repository = findRepository(call.world, owner, repo);
  if (repository) return repository;
  const renamed = call.world.formerNames.get(`${owner}/${repo}`.toLowerCase());
  if (!renamed) throw notFound();
  throw movedTo(call, `/repositories/${renamed.id}${call.params["rest"] ?? ""}`);
}

function compile(pattern: string): RegExp {
  const source = pattern.replace(/:(\w+)/g, "(?<$1>[^/]+)").replace(/\*(\w+)/g, "(?<$1>.+)");
  return new RegExp(`^${source}/?$`);
}

/** Finds the route of a request and its decoded parameters. */
export function match(routes: Route[], method: string, path: string): { route: Route; params: Record<string, string> } | undefined {
  for (const one of routes) {
    if (one.method !== method) continue;
    const found = one.regexp.exec(path);
    if (found) return { route: one, params: decoded(found.groups ?? {}) };
  }
  return undefined;
}

function decoded(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([key, value]) => [key, decode(value)]));
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw new HttpError(400, "Bad Request");
  }
}
