import { findAccount } from "../../state/accounts.js";
import { installationOf, issueToken } from "../../state/app.js";
import { findRepository } from "../../state/repositories.js";
import type { Grants, Installation, Repository } from "../../state/types.js";
import { iso } from "../../state/world.js";
import type { Delivery } from "../../webhooks/delivery.js";
import { appView, installationView } from "../../views/checks.js";
import { repositoryView } from "../../views/repositories.js";
import type { Call, Reply } from "../call.js";
import { HttpError, notFound } from "../errors.js";
import { appRoute, route } from "../router.js";
import type { Route } from "../router.js";

/** The App, its installations, their tokens and the log of webhook deliveries. */
export const appRoutes: Route[] = [
  appRoute("GET", "/app", ({ world }) => ({ body: appView(world) })),
  appRoute("GET", "/app/installations", ({ world }) => ({ items: world.installations.map((one) => installationView(world, one)) })),
  appRoute("GET", "/app/installations/:id", (call) => ({ body: installationView(call.world, byId(call)) })),
  appRoute("POST", "/app/installations/:id/access_tokens", createToken),
  appRoute("GET", "/repos/:owner/:repo/installation", (call) => installationAnswer(call, ofRepository(call))),
  appRoute("GET", "/orgs/:org/installation", (call) => installationAnswer(call, ofAccount(call, call.params["org"]))),
  appRoute("GET", "/users/:user/installation", (call) => installationAnswer(call, ofAccount(call, call.params["user"]))),
  appRoute("GET", "/app/hook/deliveries", (call) => ({ items: deliveries(call).toReversed().map(brief) })),
  appRoute("GET", "/app/hook/deliveries/:id", (call) => ({ body: full(delivery(call)) })),
  appRoute("POST", "/app/hook/deliveries/:id/attempts", redeliver),
  route("GET", "/installation/repositories", installationRepositories),
];

function byId(call: Call): Installation {
  const found = call.world.installations.find((one) => one.id === Number(call.params["id"]));
  if (!found) throw notFound();
  return found;
}

function createToken(call: Call): Reply {
  const installation = byId(call);
  if (installation.suspendedAt !== null) throw new HttpError(403, "This installation has been suspended");
  const permissions = narrowed(installation.permissions, call.body["permissions"]);
  const repositories = chosen(installation, call.body);
  const made = issueToken(call.world, installation, permissions, repositories);
  const listed = repositories ? { repositories: [...repositories].map((one) => repositoryView(call.world, one)) } : {};
  return {
    status: 201,
    body: { token: made.token, expires_at: iso(made.expiresAt), permissions, repository_selection: "selected", ...listed },
  };
}

function narrowed(have: Grants, wished: unknown): Grants {
  if (typeof wished !== "object" || wished === null) return { ...have };
  for (const [name, level] of Object.entries(wished)) {
    const given = Object.hasOwn(have, name) ? have[name] : undefined;
    const enough = given === "write" || given === level;
    if (!enough) throw new HttpError(422, "The permissions requested are not granted to this installation.");
  }
  return wished as Grants;
}

function chosen(installation: Installation, body: Record<string, unknown>): Set<Repository> | null {
  const { repositories: names, repository_ids: ids } = body;
  if (!Array.isArray(names) && !Array.isArray(ids)) return null;
  const wanted = (one: Repository) => (Array.isArray(names) && names.includes(one.name)) || (Array.isArray(ids) && ids.includes(one.id));
  return new Set([...installation.repositories].filter(wanted));
}

function ofRepository(call: Call): Installation | undefined {
  const repository = findRepository(call.world, call.params["owner"] ?? "", call.params["repo"] ?? "");
  return repository && installationOf(call.world, repository);
}

function ofAccount(call: Call, login = ""): Installation | undefined {
  const account = findAccount(call.world, login);
  return call.world.installations.find((one) => one.account === account);
}

function installationAnswer(call: Call, found: Installation | undefined): Reply {
  if (!found) throw notFound();
  return { body: installationView(call.world, found) };
}

function installationRepositories(call: Call): Reply {
  if (call.caller.kind !== "installation") throw new HttpError(403, "You must authenticate with an installation access token");
  const { token } = call.caller;
  const all = token.repositories ?? token.installation.repositories;
  return { key: "repositories", items: [...all].map((one) => repositoryView(call.world, one)) };
}

function deliveries(call: Call): Delivery[] {
  return [...call.deliveries()] as Delivery[];
}

function delivery(call: Call): Delivery {
  const found = deliveries(call).find((one) => one.id === Number(call.params["id"]));
  if (!found) throw notFound();
  return found;
}

function redeliver(call: Call): Reply {
  if (!call.redeliver(Number(call.params["id"]))) throw notFound();
  return { status: 202, body: {} };
}

function brief(one: Delivery): Record<string, unknown> {
  const { id, guid, event, action, redelivery, status } = one;
  return {
    id,
    guid,
    event,
    action,
    redelivery,
    status,
    status_code: one.statusCode,
    duration: one.durationSeconds,
    delivered_at: iso(one.deliveredAt),
    installation_id: one.installationId,
    repository_id: one.repositoryId,
  };
}

function full(one: Delivery): Record<string, unknown> {
  const request = { headers: one.requestHeaders, payload: JSON.parse(one.body) as unknown };
  return { ...brief(one), request, response: { headers: one.responseHeaders, payload: one.responseBody } };
}
