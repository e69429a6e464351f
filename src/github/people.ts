import { ownEntry } from "../core/basics/own-entry.js";
import type { Membership, People, Permission } from "../core/facts/known-people.js";
import type { Known } from "../core/basics/known.js";
import { loginKey, meansPerson } from "../core/basics/names.js";
import { z } from "zod";
import type { PeopleNeeded } from "../core/ports.js";
import { TerminalFault } from "../core/basics/faults.js";
import { agentOf } from "../core/policy/agents/accounts.js";
import { pinOf, roleList } from "../core/policy/pins.js";
import type { Policy, Role } from "../core/policy/types.js";
import type { Caches } from "./caches.js";
import type { Client } from "./client.js";
import type { Address } from "./dependencies.js";
import { shaped } from "./shapes.js";
import { standingOf } from "./standing.js";
import type { Account } from "./standing.js";
import type { TakenLogins } from "./taken-logins.js";

/** What the look-ups of people need. */
export interface PeopleDeps {
  client: Client;
  caches: Pick<Caches, "memberships" | "permissions" | "teams">;
  repository: Address & { nodeId: string };
  /** Past the caches. */
  fresh: boolean;
  /** Left out where nobody is told. */
  taken?: TakenLogins;
}

type Roles = Pick<Policy, "roles" | "pins" | "parts">;

const membershipShape = z.object({ state: z.string() });

/** Takes who is asked for and the policy with its roles; returns who is what. What GitHub refuses to tell is unknown, never "no". */
export async function readPeople(deps: PeopleDeps, needed: PeopleNeeded, policy: Roles): Promise<People> {
  const accountOf = (login: string): Account => ({ login, id: ownEntry(needed.ids, loginKey(login)) ?? null });
  const memberships = new Map<string, Record<string, Membership>>();
  for (const { login, roles: ids } of needed.roles) {
    for (const id of ids) {
      const role = ownEntry(policy.roles, id);
      const membership = role ? await membershipIn(deps, policy, role, accountOf(login)) : ({ is: "not_member" } as const);
      memberships.set(id, { ...memberships.get(id), [loginKey(login)]: membership });
    }
  }
  const permissions = new Map<string, Known<Permission>>();
  const accounts = new Map<string, Known<number | null>>();
  for (const login of needed.permissions) permissions.set(loginKey(login), (await standingOf(deps, accountOf(login))).permission);
  for (const login of needed.accounts ?? []) {
    const { id, permission } = await standingOf(deps, accountOf(login));
    accounts.set(loginKey(login), id);
    permissions.set(loginKey(login), permission);
  }
  return {
    memberships: Object.fromEntries(memberships),
    permissions: Object.fromEntries(permissions),
    accounts: Object.fromEntries(accounts),
  };
}

async function membershipIn(deps: PeopleDeps, policy: Roles, role: Role, account: Account): Promise<Membership> {
  // An agent's account holds nothing, whatever it is a member of.
  if (agentOf(policy, account)) return { is: "not_member" };
  const listed = amongUsers(deps, policy, role, account);
  if (listed.is === "member") return listed;
  let unknown = listed.is === "unknown" ? listed : null;
  for (const team of role.teams) {
    const membership = await cached(deps, team, account);
    if (membership.is === "member") return membership;
    if (membership.is === "unknown") unknown = membership;
  }
  return unknown ?? { is: "not_member" };
}

/** Whoever has the account that a login named when the policy was first read is a member, whatever the account is called today. */
function amongUsers(deps: PeopleDeps, policy: Roles, role: Role, { login, id }: Account): Membership {
  let unknown: Membership | null = null;
  for (const user of role.users.filter((one) => !one.toLowerCase().endsWith("[bot]"))) {
    const pin = pinOf(policy, roleList(role.id), user);
    const isNamed = meansPerson(user, login);
    if (pin ? pin.known && pin.value !== null && pin.value === id : isNamed) return { is: "member" };
    if (!pin || !isNamed) continue;
    if (!pin.known) unknown = { is: "unknown", reason: pin.reason };
    else if (id === null) unknown = { is: "unknown", reason: `which account ${login} is is not known` };
    else deps.taken?.note(deps.repository.nodeId, deps.repository.owner);
  }
  return unknown ?? { is: "not_member" };
}

async function cached(deps: PeopleDeps, team: string, { login, id }: Account): Promise<Membership> {
  const key = `${team.replace(/^@/, "").toLowerCase()}:${loginKey(login)}:${id}`;
  const known = deps.fresh ? undefined : deps.caches.memberships.get(key);
  if (known) return known;
  const membership = await askTeam(deps, team, login);
  // An unknown is asked again next time: somebody may be mending the permissions right now.
  if (membership.is !== "unknown") deps.caches.memberships.set(key, membership);
  return membership;
}

async function askTeam(deps: PeopleDeps, team: string, login: string): Promise<Membership> {
  const [org = "", team_slug = ""] = team.replace(/^@/, "").split("/");
  try {
    const parameters = { org, team_slug, username: login };
    const answer = await deps.client.get("GET /orgs/{org}/teams/{team_slug}/memberships/{username}", parameters);
    // A pending invitation is no membership.
    if (answer) return shaped(membershipShape, answer.data, "a membership").state === "active" ? { is: "member" } : { is: "not_member" };
    return (await isReadable(deps, org, team_slug)) ? { is: "not_member" } : { is: "unknown", reason: `team ${team} cannot be read` };
  } catch (error) {
    if (error instanceof TerminalFault) return { is: "unknown", reason: `team ${team} cannot be read: ${error.message}` };
    throw error;
  }
}

async function isReadable({ client, caches, fresh }: PeopleDeps, org: string, team_slug: string): Promise<boolean> {
  const key = `${org}/${team_slug}`.toLowerCase();
  if (!fresh && caches.teams.get(key)) return true;
  const answer = await client.get("GET /orgs/{org}/teams/{team_slug}", { org, team_slug });
  if (answer) caches.teams.set(key, true);
  return answer !== null;
}
