import type { Membership } from "../facts/known-people.js";
import { loginKey } from "../basics/names.js";
import { type Snapshot } from "../facts/snapshot.js";

/** Takes a login, a role and what was read of people; returns whether the one holds the other. What was not looked up is unknown. */
export function membershipOf(login: string, role: string, { people }: Pick<Snapshot, "people">): Membership {
  const members = Object.hasOwn(people.memberships, role) ? people.memberships[role] : undefined;
  const key = loginKey(login);
  const found = members !== undefined && Object.hasOwn(members, key) ? members[key] : undefined;
  return found ?? { is: "unknown", reason: "the membership was not looked up" };
}
