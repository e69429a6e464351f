import type { Membership, People } from "../facts/known-people.js";
import type { Actor } from "../facts/actor.js";
import { loginKey, meansPerson } from "../basics/names.js";
import { sha256 } from "../basics/digest.js";
import type { Policy } from "../policy/types.js";
import { OFFLINE, type Given } from "../facts/given.js";

/** An account as GitHub would show it: a name that ends in `[bot]` is a bot. */
export function actorOf(login: string | null | undefined): Actor | null {
  if (login === null || login === undefined) return null;
  return { login, id: accountId(login), type: login.endsWith("[bot]") ? "Bot" : "User", isSelf: false };
}

// Offline a name is all there is of an account.
function accountId(login: string): number {
  return Number.parseInt(sha256(loginKey(login)).slice(0, 12), 16);
}

/** Who of the people that are named holds which role: by what is given, else by the users of the policy. Teams are GitHub's to know. */
export function peopleOf(given: Given, policy: Policy): People {
  const logins = [
    ...(given.comments ?? []).flatMap((comment) => (comment.by === null ? [] : [comment.by])),
    ...(given.reviews ?? []).map((review) => review.by),
    ...(given.assignees ?? []),
  ];
  const roles = new Set([...Object.keys(policy.roles), ...Object.keys(given.members ?? {})]);
  const memberships = [...roles].map((role): [string, Record<string, Membership>] => {
    const standings = logins.map((login): [string, Membership] => [loginKey(login), standing(role, login, given, policy)]);
    return [role, Object.fromEntries(standings)];
  });
  return { memberships: Object.fromEntries(memberships), permissions: {}, accounts: {} };
}

function standing(role: string, login: string, given: Given, policy: Policy): Membership {
  const isIn = (users: readonly string[]) => users.some((user) => meansPerson(user, login));
  const members = new Map(Object.entries(given.members ?? {})).get(role);
  if (members) return isIn(members) ? { is: "member" } : { is: "not_member" };
  const found = new Map(Object.entries(policy.roles)).get(role);
  if (found && isIn(found.users)) return { is: "member" };
  return found && found.teams.length > 0 ? { is: "unknown", reason: OFFLINE } : { is: "not_member" };
}
