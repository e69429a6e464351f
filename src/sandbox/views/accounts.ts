import type { Account } from "../state/account-types.js";
import type { Team } from "../state/types.js";
import { iso } from "../state/world.js";
import type { World } from "../state/world.js";
import { api } from "./shape.js";
import type { Part } from "./shape.js";

/** REST spells a bot's login with its suffix. */
export function restLogin(account: Account): string {
  if (account.deleted) return "ghost";
  return account.type === "Bot" ? `${account.login}[bot]` : account.login;
}

/** A user, bot or organisation as it appears inside other objects. */
export function userView(world: World, account: Account): Part<"simple-user"> & { login: string; id: number; type: string } {
  const login = restLogin(account);
  return {
    login,
    id: account.deleted ? 10137 : account.id,
    node_id: account.nodeId,
    avatar_url: `${world.url}/avatars/${account.id}`,
    gravatar_id: "",
    url: `${api(world)}/users/${encodeURIComponent(login)}`,
    html_url: `${world.url}/${account.type === "Bot" ? `apps/${account.login}` : login}`,
    type: account.type,
    site_admin: false,
  };
}

/** An organisation as it appears in webhooks. */
export function organizationView(world: World, account: Account): Part<"organization-simple"> {
  return { login: account.login, id: account.id, node_id: account.nodeId, url: `${api(world)}/orgs/${account.login}`, description: null };
}

/** A team. */
export function teamView(world: World, team: Team): Part<"team-full"> {
  return {
    id: team.id,
    node_id: team.nodeId,
    name: team.name,
    slug: team.slug,
    description: null,
    privacy: "closed",
    permission: "pull",
    url: `${api(world)}/organizations/${team.organization.id}/team/${team.id}`,
    html_url: `${world.url}/orgs/${team.organization.login}/teams/${team.slug}`,
    members_count: team.members.size,
    created_at: iso(team.organization.createdAt),
    updated_at: iso(team.organization.createdAt),
    parent: team.parent ? ({ ...(teamView(world, { ...team.parent, parent: null }) as Part<"team-simple">) } as never) : null,
  };
}
