import type { Account } from "../state/account-types.js";
import { findTeam, membersOf } from "../state/accounts.js";
import type { Team } from "../state/types.js";
import { iso } from "../state/world.js";
import { granted } from "../rest/call.js";
import { connection } from "./connection.js";
import type { PageArgs } from "./connection.js";
import { findRepository } from "../state/repositories.js";
import { canSee, forbidden } from "./context.js";
import type { Context } from "./context.js";
import { repositoryNode } from "./repository.js";

/** An actor: a bot without its suffix, a deleted account as null. */
export function actorNode(context: Context, account: Account | null): unknown {
  if (account === null || account.deleted) return null;
  return account.type === "Organization" ? organizationNode(context, account) : personNode(context, account);
}

function personNode(context: Context, account: Account): unknown {
  const path = account.type === "Bot" ? `/apps/${account.login}` : `/${account.login}`;
  return {
    __typename: account.type,
    id: account.nodeId,
    databaseId: account.id,
    login: account.login,
    name: null,
    createdAt: iso(account.createdAt),
    resourcePath: path,
    url: context.world.url + path,
    avatarUrl: `${context.world.url}/avatars/${account.id}`,
    isViewer: account === context.viewer,
    organization: ({ login }: { login: string }) => organizationByLogin(context, login),
  };
}

function organizationByLogin(context: Context, login: string): unknown {
  const found = context.world.accounts.get(login.toLowerCase());
  return found?.type === "Organization" ? organizationNode(context, found) : null;
}

/** An organisation. */
export function organizationNode(context: Context, account: Account): unknown {
  const teams = () => context.world.teams.filter((team) => team.organization === account);
  return {
    __typename: "Organization",
    id: account.nodeId,
    databaseId: account.id,
    login: account.login,
    name: account.login,
    createdAt: iso(account.createdAt),
    url: `${context.world.url}/${account.login}`,
    resourcePath: `/${account.login}`,
    avatarUrl: `${context.world.url}/avatars/${account.id}`,
    team: ({ slug }: { slug: string }) => teamNode(context, findTeam(context.world, account.login, slug)),
    teams: connection<Team, PageArgs>(teams, (team) => teamNode(context, team)),
    repository: ({ name }: { name: string }) => {
      const found = findRepository(context.world, account.login, name);
      return found && canSee(context, found) ? repositoryNode(context, found) : null;
    },
  };
}

/** A team with its members, those of child teams included unless asked otherwise. Throws FORBIDDEN without the members permission. */
export function teamNode(context: Context, team: Team | undefined): unknown {
  if (context.caller.kind === "installation" && !granted(context.caller.token, "members:read")) throw forbidden();
  if (!team) return null;
  const active = (args: PageArgs & { membership?: string }) => {
    const all = args.membership === "IMMEDIATE" ? [...team.members.values()] : membersOf(context.world, team);
    return all.filter((member) => member.state === "active").map((member) => member.user);
  };
  return {
    __typename: "Team",
    id: team.nodeId,
    databaseId: team.id,
    slug: team.slug,
    name: team.name,
    combinedSlug: `${team.organization.login}/${team.slug}`,
    url: `${context.world.url}/orgs/${team.organization.login}/teams/${team.slug}`,
    privacy: "VISIBLE",
    organization: () => organizationNode(context, team.organization),
    parentTeam: () => (team.parent ? teamNode(context, team.parent) : null),
    childTeams: connection(
      () => context.world.teams.filter((one) => one.parent === team),
      (one) => teamNode(context, one),
    ),
    members: connection(active, (user) => actorNode(context, user)),
  };
}
