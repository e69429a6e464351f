import { canonicalJson, sha256 } from "../basics/digest.js";
import { accountList, agentsOf } from "./agents/agent.js";
import type { Pin, Policy } from "./types.js";

/** The list of the bots that may act. */
export const BOTS = "acknowledgement.bots";

/** The list of whose pull requests are exempt. */
export const EXEMPT = "pull_requests.exempt.authors";

/** The list of the bots that need no agent's file. */
export const UNDECLARED = "agents.exempt";

/** The list of a role's users. */
export function roleList(role: string): string {
  return `roles.${role}`;
}

/** A list of logins in a policy. */
export interface LoginList {
  list: string;
  /** SHA-256 of how the policy words it, hex: another wording pins anew. */
  definition: string;
  logins: string[];
}

type WithLogins = Pick<Policy, "roles" | "acknowledgement" | "pullRequests" | "agents" | "parts">;

/** Takes a policy; returns its lists of logins, those that name nobody left out. */
export function loginLists(policy: WithLogins): LoginList[] {
  const { roles, acknowledgement, pullRequests } = policy;
  const ofRoles = Object.values(roles).map(({ id, users, teams }) => listOf(roleList(id), users, [users, teams]));
  const { bots } = acknowledgement;
  const { authors } = pullRequests.exempt;
  const alone = policy.agents?.exempt ?? [];
  const ofAgents = agentsOf(policy).map(({ id, accounts }) => listOf(accountList(id), accounts, [accounts]));
  return [
    ...ofRoles,
    listOf(BOTS, bots, [bots]),
    listOf(EXEMPT, authors, [authors]),
    listOf(UNDECLARED, alone, [alone]),
    ...ofAgents,
  ].filter(({ logins }) => logins.length > 0);
}

function listOf(list: string, written: readonly string[], wording: unknown): LoginList {
  return { list, definition: sha256(canonicalJson(wording)), logins: [...new Set(written.map((login) => login.toLowerCase()))] };
}

/**
 * Takes a policy, a list and a login in it as written; returns which account that is. Undefined where nothing is pinned: offline a login is its
 * account.
 */
export function pinOf({ pins }: Pick<Policy, "pins">, list: string, login: string): Pin | undefined {
  if (!pins) return undefined;
  const pinned = Object.hasOwn(pins, list) ? pins[list] : undefined;
  const key = login.toLowerCase();
  return pinned && Object.hasOwn(pinned, key) ? pinned[key] : { known: false, reason: `which account ${login} is was not looked up` };
}
