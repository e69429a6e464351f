import { z } from "zod";
import type { PeopleNeeded } from "../core/ports.js";
import { TerminalFault } from "../core/faults.js";
import type { Role } from "../core/policy/types.js";
import { loginKey, meansPerson } from "../core/snapshot.js";
import type { Known, Membership, People, Permission } from "../core/snapshot.js";
import type { Caches } from "./caches.js";
import type { Client } from "./client.js";
import { orUnknown } from "./dependencies.js";
import type { Address } from "./dependencies.js";
import { shaped } from "./shapes.js";

/** What the look-ups of people need. */
export interface PeopleDeps {
  client: Client;
  caches: Pick<Caches, "memberships" | "permissions">;
  repository: Address;
  /** Past the caches. */
  fresh: boolean;
}

const PERMISSIONS = ["none", "read", "triage", "write", "maintain", "admin"] as const;
const membershipShape = z.object({ state: z.string() });
const permissionShape = z.object({ permission: z.string(), role_name: z.string().optional() });

/** Takes who is asked for and the policy's roles; returns who is what. What GitHub refuses to tell is unknown, never "no". */
export async function readPeople(deps: PeopleDeps, needed: PeopleNeeded, roles: Record<string, Role>): Promise<People> {
  const memberships = new Map<string, Record<string, Membership>>();
  for (const { login, roles: ids } of needed.roles) {
    for (const id of ids) {
      const role = Object.hasOwn(roles, id) ? roles[id] : undefined;
      const membership = role ? await membershipIn(deps, role, login) : ({ is: "not_member" } as const);
      memberships.set(id, { ...memberships.get(id), [loginKey(login)]: membership });
    }
  }
  const permissions = new Map<string, Known<Permission>>();
  for (const login of needed.permissions) permissions.set(loginKey(login), await permissionOf(deps, login));
  return { memberships: Object.fromEntries(memberships), permissions: Object.fromEntries(permissions), accounts: {} };
}

async function membershipIn(deps: PeopleDeps, role: Role, login: string): Promise<Membership> {
  if (role.users.some((user) => meansPerson(user, login))) return { is: "member" };
  let unknown: Membership | null = null;
  for (const team of role.teams) {
    const membership = await cached(deps, team, login);
    if (membership.is === "member") return membership;
    if (membership.is === "unknown") unknown = membership;
  }
  return unknown ?? { is: "not_member" };
}

async function cached(deps: PeopleDeps, team: string, login: string): Promise<Membership> {
  const key = `${team.replace(/^@/, "").toLowerCase()}:${loginKey(login)}`;
  const known = deps.fresh ? undefined : deps.caches.memberships.get(key);
  if (known) return known;
  const membership = await askTeam(deps.client, team, login);
  // An unknown is asked again next time: somebody may be mending the permissions right now.
  if (membership.is !== "unknown") deps.caches.memberships.set(key, membership);
  return membership;
}

async function askTeam(client: Client, team: string, login: string): Promise<Membership> {
  const [org = "", team_slug = ""] = team.replace(/^@/, "").split("/");
  try {
    const answer = await client.get("GET /orgs/{org}/teams/{team_slug}/memberships/{username}", { org, team_slug, username: login });
    // A pending invitation is no membership.
    if (answer) return shaped(membershipShape, answer.data, "a membership").state === "active" ? { is: "member" } : { is: "not_member" };
    const readable = await client.get("GET /orgs/{org}/teams/{team_slug}", { org, team_slug });
    return readable ? { is: "not_member" } : { is: "unknown", reason: `team ${team} cannot be read` };
  } catch (error) {
    if (error instanceof TerminalFault) return { is: "unknown", reason: `team ${team} cannot be read: ${error.message}` };
    throw error;
  }
}

/** Takes a login; returns what that account may do in the repository, or why it is not known. */
export async function permissionOf(deps: PeopleDeps, login: string): Promise<Known<Permission>> {
  const { owner, name } = deps.repository;
  const key = `${owner}/${name}`.toLowerCase() + `:${loginKey(login)}`;
  const known = deps.fresh ? undefined : deps.caches.permissions.get(key);
  if (known) return known;
  const permission = await orUnknown(() => askPermission(deps.client, deps.repository, login));
  if (permission.known) deps.caches.permissions.set(key, permission);
  return permission;
}

async function askPermission(client: Client, { owner, name }: Address, login: string): Promise<Known<Permission>> {
  const parameters = { owner, repo: name, username: login };
  const answer = await client.get("GET /repos/{owner}/{repo}/collaborators/{username}/permission", parameters);
  if (!answer) return { known: true, value: "none" };
  const { permission, role_name } = shaped(permissionShape, answer.data, "a permission");
  // `permission` knows neither triage nor maintain; a custom role's name says nothing, but its base permission does.
  const value = PERMISSIONS.find((one) => one === role_name) ?? PERMISSIONS.find((one) => one === permission);
  return value ? { known: true, value } : { known: false, reason: "GitHub names a permission that is not known" };
}
