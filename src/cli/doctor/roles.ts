import { pinOf, roleList } from "../../core/policy/pins.js";
import type { Pin, Policy } from "../../core/policy/types.js";
import type { Client } from "../../github/client.js";
import { accountsOf } from "../../github/accounts.js";
import { teamSize } from "../../github/setup.js";
import type { Pages } from "./app.js";
import { ill, looking, odd, well, type Diagnosis } from "./diagnosis.js";

const GROUP = "Roles";
/** More than that are not looked up one by one. */
const MOST = 200;
const FILE = "Change it in .github/baton.yml";

/** Takes a client and the policy; returns which roles nobody can act in: teams and users that are not there, teams without members. */
export async function lookAtRoles(client: Client, policy: Policy, pages: Pages): Promise<Diagnosis[]> {
  const roles = Object.values(policy.roles);
  const empty = roles.filter((role) => role.users.length === 0 && role.teams.length === 0);
  const teams = holders(policy, "teams");
  const users = holders(policy, "users");
  const found = [
    ...(await each(teams, async (team, of) => await lookAtTeam(client, team, of, pages))),
    ...(await lookAtUsers(client, policy, users)),
  ];
  const unheld = empty.map((role) => odd(GROUP, role.id, "nobody holds it", "a team or users", `${FILE}.`));
  const allThere = found.length === 0 && teams.size + users.size > 0;
  return [
    ...unheld,
    ...found,
    ...(allThere ? [well(GROUP, "people", `${teams.size} teams with members, ${users.size} users, all there`)] : []),
  ];
}

/** The teams or users of all roles, each with the roles it is in. */
function holders(policy: Policy, kind: "teams" | "users"): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>();
  for (const role of Object.values(policy.roles)) for (const name of role[kind]) found.set(name, [...(found.get(name) ?? []), role.id]);
  return found;
}

async function each(
  named: ReadonlyMap<string, string[]>,
  look: (name: string, roles: string[]) => Promise<Diagnosis[]>,
): Promise<Diagnosis[]> {
  const found: Diagnosis[][] = [];
  for (const [name, roles] of [...named].slice(0, MOST)) {
    found.push(await looking(GROUP, roles.join(", "), async () => await look(name, roles), "The App needs the permission members: read."));
  }
  return found.flat();
}

async function lookAtTeam(client: Client, team: string, roles: string[], { web }: Pages): Promise<Diagnosis[]> {
  const size = await teamSize(client, team);
  const [org = "", slug = ""] = team.replace(/^@/, "").split("/");
  const page = `${web}/orgs/${org}/teams/${slug}`;
  if (size === null)
    return [
      ill(
        GROUP,
        roles.join(", "),
        `the team ${team} cannot be seen`,
        "a team that exists, and the permission members: read",
        `${FILE}, or see ${page}.`,
      ),
    ];
  return size > 0 ? [] : [ill(GROUP, roles.join(", "), `the team ${team} has no members`, "somebody who can act", `Add them on ${page}.`)];
}

async function lookAtUsers(client: Client, policy: Policy, users: ReadonlyMap<string, string[]>): Promise<Diagnosis[]> {
  const named = [...users].slice(0, MOST);
  const found = new Map<string, Pin>();
  const asked = async () => {
    for (const [login, account] of await accountsOf(
      client,
      named.map(([user]) => user),
    ))
      found.set(login, account);
    return [];
  };
  const failed = await looking(GROUP, "people", asked, "Try again later.");
  return [...failed, ...named.flatMap(([user, roles]) => lookAtUser(policy, user, roles, found.get(user)))];
}

function lookAtUser(policy: Policy, user: string, roles: string[], account: Pin | undefined): Diagnosis[] {
  if (!account) return [];
  if (!account.known)
    return [{ ...ill(GROUP, roles.join(", "), account.reason, "an answer of GitHub", "Try again later."), outcome: "error" }];
  if (account.value === null)
    return [ill(GROUP, roles.join(", "), `there is no user ${user}`, "the login of somebody who can act", `${FILE}.`)];
  const other = roles.filter((role) => isOther(pinOf(policy, roleList(role), user), account.value));
  const said = `the login ${user} names another account than when this was first read, and that one holds no role`;
  return other.length === 0
    ? []
    : [ill(GROUP, other.join(", "), said, "the login of whoever is meant", `${FILE}: other words are read anew.`)];
}

function isOther(pin: Pin | undefined, account: number | null): boolean {
  return pin?.known === true && pin.value !== account;
}
