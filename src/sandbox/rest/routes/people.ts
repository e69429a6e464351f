import type { Account } from "../../state/account-types.js";
import { findAccount, findTeam, membersOf, permissionOf } from "../../state/accounts.js";
import type { Permission, Repository, Team } from "../../state/types.js";
import { iso } from "../../state/world.js";
import { organizationView, teamView, userView } from "../../views/accounts.js";
import { repositoryView } from "../../views/repositories.js";
import type { Call, Reply } from "../call.js";
import { notFound } from "../errors.js";
import { orgRoute, repoRoute, route } from "../router.js";
import type { Route } from "../router.js";

/** Users, organisations, teams, permissions, and the server itself. */
export const peopleRoutes: Route[] = [
  repoRoute("GET", "", ["metadata:read"], (call, repository) => ({ body: repositoryView(call.world, repository) })),
  repoRoute("GET", "/collaborators/:user/permission", ["metadata:read"], permission),
  route("GET", "/users/:user", (call) => ({ body: { ...userView(call.world, userOf(call)), created_at: iso(userOf(call).createdAt) } })),
  route("GET", "/orgs/:org", (call) => ({ body: organizationView(call.world, organizationOf(call)) })),
  orgRoute("GET", "/members/:user", isMember),
  orgRoute("GET", "/teams", (call) => ({
    items: call.world.teams.filter((team) => team.organization === organizationOf(call)).map((team) => teamView(call.world, team)),
  })),
  orgRoute("GET", "/teams/:slug", (call) => ({ body: teamView(call.world, teamOf(call)) })),
  orgRoute("GET", "/teams/:slug/members", members),
  orgRoute("GET", "/teams/:slug/memberships/:user", membership),
  route("GET", "/meta", () => ({ body: { verifiable_password_authentication: false, installed_version: "3.17.0" } })),
];

function userOf(call: Call): Account {
  const found = findAccount(call.world, call.params["user"] ?? "");
  if (!found) throw notFound();
  return found;
}

function organizationOf(call: Call): Account {
  const found = findAccount(call.world, call.params["org"] ?? "");
  if (found?.type !== "Organization") throw notFound();
  return found;
}

function teamOf(call: Call): Team {
  const team = findTeam(call.world, organizationOf(call).login, call.params["slug"] ?? "");
  if (!team) throw notFound();
  return team;
}

// The older field knows no triage and no maintain.
const LEGACY: Record<Permission, string> = {
  none: "none",
  read: "read",
  triage: "read",
  write: "write",
  maintain: "write",
  admin: "admin",
};

function permission(call: Call, repository: Repository): Reply {
  const user = userOf(call);
  const role = permissionOf(call.world, repository, user);
  return { body: { permission: LEGACY[role], role_name: role, user: userView(call.world, user) } };
}

function isMember(call: Call): Reply {
  const user = userOf(call);
  const organization = organizationOf(call);
  const active = call.world.teams.some((team) => team.organization === organization && team.members.get(user)?.state === "active");
  if (!active) throw notFound();
  return { status: 204 };
}

function members(call: Call): Reply {
  const active = membersOf(call.world, teamOf(call)).filter((member) => member.state === "active");
  return { items: active.map((member) => userView(call.world, member.user)) };
}

function membership(call: Call): Reply {
  const user = userOf(call);
  const found = membersOf(call.world, teamOf(call)).find((member) => member.user === user);
  if (!found) throw notFound();
  return {
    body: { url: `${call.world.url}/api/v3/teams/${teamOf(call).id}/memberships/${user.login}`, role: found.role, state: found.state },
  };
}
