import type { Account } from "./account-types.js";
import type { Permission, Repository, Team, TeamMember } from "./types.js";
import { nextId, register } from "./world.js";
import type { World } from "./world.js";

/** The key of a login: GitHub ignores case, and a bot is found with and without its suffix. */
function loginKey(login: string): string {
  return login.toLowerCase().replace(/\[bot\]$/, "");
}

/** Takes a login (`name[bot]` makes a bot); returns the new account, or the one that is there. */
export function createAccount(world: World, login: string, type: Account["type"] = "User"): Account {
  // The login of a deleted account is free.
  const existing = findAccount(world, login);
  if (existing) return existing;
  const isBot = login.endsWith("[bot]");
  const account = register(world, {
    ...nextId(world, type === "Organization" ? "O" : "U"),
    type: isBot ? ("Bot" as const) : type,
    login: login.replace(/\[bot\]$/, ""),
    createdAt: world.now(),
    deleted: false,
  });
  world.accounts.set(loginKey(login), account);
  return account;
}

/** Returns the account of a login, or undefined when there is none or it was deleted. */
export function findAccount(world: World, login: string): Account | undefined {
  const account = world.accounts.get(loginKey(login));
  return account?.deleted ? undefined : account;
}

/** Gives an account another login; the old one is free from now on. Throws when somebody has the new one. */
export function renameAccount(world: World, account: Account, login: string): void {
  const holder = findAccount(world, login);
  if (holder && holder !== account) throw new Error(`${login} is taken`);
  const from = account.login;
  for (const repository of world.repositories.filter((one) => one.owner === account)) {
    world.formerNames.set(`${from}/${repository.name}`.toLowerCase(), repository);
  }
  world.accounts.delete(loginKey(from));
  account.login = login;
  world.accounts.set(loginKey(login), account);
}

/** Returns a team of an organisation by its slug. */
export function findTeam(world: World, organization: string, slug: string): Team | undefined {
  const sameTeam = (team: Team) => team.slug === slug.toLowerCase() && loginKey(team.organization.login) === loginKey(organization);
  return world.teams.find(sameTeam);
}

/** Creates a team with its members; `pending` ones were invited and have not accepted. */
export function createTeam(
  world: World,
  organization: Account,
  slug: string,
  wish: { members: Account[]; pending: Account[]; parent: Team | null },
): Team {
  const members = new Map<Account, TeamMember>();
  for (const user of wish.members) members.set(user, { user, state: "active", role: "member" });
  for (const user of wish.pending) members.set(user, { user, state: "pending", role: "member" });
  const team = register<Team>(world, {
    ...nextId(world, "T"),
    type: "Team",
    slug: slug.toLowerCase(),
    name: slug,
    organization,
    parent: wish.parent,
    members,
  });
  world.teams.push(team);
  return team;
}

/** Adds or removes a team member, with the events GitHub sends. */
export function changeMembership(world: World, team: Team, user: Account, sender: Account, state: "active" | "pending" | "removed"): void {
  if (state === "removed") team.members.delete(user);
  else team.members.set(user, { user, state, role: "member" });
  if (state === "pending") return;
  const action = state === "removed" ? "removed" : "added";
  world.publish({ event: "membership", action, sender, organization: team.organization, team, member: user, extra: { scope: "team" } });
}

/** Changes what a collaborator may do in a repository, with its event. */
export function setPermission(world: World, repository: Repository, user: Account, permission: Permission): void {
  const action = permission === "none" ? "removed" : repository.collaborators.has(user) ? "edited" : "added";
  repository.collaborators.set(user, permission);
  world.publish({ event: "member", action, sender: repository.owner, repository, member: user });
}

/** Renames a team's slug, with its event. */
export function renameTeam(world: World, team: Team, slug: string, sender: Account): void {
  const changes = { name: { from: team.name } };
  team.slug = slug.toLowerCase();
  team.name = slug;
  world.publish({ event: "team", action: "edited", sender, organization: team.organization, team, changes });
}

/** A team's memberships with those of its child teams, as GitHub lists them. */
export function membersOf(world: World, team: Team): TeamMember[] {
  const found = new Map<Account, TeamMember>();
  for (const child of world.teams.filter((one) => one.parent === team)) {
    for (const member of membersOf(world, child)) found.set(member.user, member);
  }
  for (const [key, member] of team.members) {
    if (found.get(key)?.state !== "active") found.set(key, member);
  }
  return [...found.values()].filter((member) => !member.user.deleted);
}

const ORDER: Permission[] = ["none", "read", "triage", "write", "maintain", "admin"];

/** What a user may do in a repository: the best of ownership, collaboration, teams and visibility. */
export function permissionOf(world: World, repository: Repository, user: Account): Permission {
  if (repository.owner === user) return "admin";
  const isMember = repository.internal && world.teams.some((team) => team.organization === repository.owner && isIn(team, user));
  const given: Permission[] = [repository.private && !isMember ? "none" : "read"];
  given.push(repository.collaborators.get(user) ?? "none");
  for (const [team, permission] of repository.teams) {
    if (membersOf(world, team).some((member) => member.user === user && member.state === "active")) given.push(permission);
  }
  return given.reduce((best, one) => (atLeast(one, best) ? one : best));
}

function isIn(team: Team, user: Account): boolean {
  return team.members.get(user)?.state === "active";
}

/** True when the first permission includes the second. */
export function atLeast(have: Permission, need: Permission): boolean {
  return ORDER.indexOf(have) >= ORDER.indexOf(need);
}
