import { loginKey } from "../snapshot.js";
import { byMembers, differ, type Difference, type Effect } from "./compare-difference.js";
import type { Contract, Policy, Role } from "./types.js";

type Roles = Pick<Policy, "roles" | "override"> & { contracts?: readonly Contract[] };

/** Compares who holds which role. More people may do what the role may; fewer may no more. */
export function compareRoles(before: Roles, after: Roles): Difference[] {
  const ids = [...new Set([...Object.keys(after.roles), ...Object.keys(before.roles)])];
  return ids.flatMap((id) => compareRole(id, before, after));
}

function compareRole(id: string, before: Roles, after: Roles): Difference[] {
  const was = roleIn(before, id);
  const is = roleIn(after, id);
  const rule = ruleFor(id, before, isHeld(was) && !isHeld(is));
  return [
    ...differ(`roles.${id}.users`, was.users.map(loginKey).toSorted(), is.users.map(loginKey).toSorted(), rule),
    ...differ(`roles.${id}.teams`, was.teams.map(lower).toSorted(), is.teams.map(lower).toSorted(), rule),
  ];
}

function ruleFor(id: string, before: Roles, emptied: boolean): (before: readonly string[], after: readonly string[]) => Effect {
  // A role that nothing named gave nobody a say.
  if (!isNamed(id, before)) return () => "neutral";
  // Where nobody holds the giving role, whoever may triage hands off.
  if (emptied) return () => "loosened";
  // A list that is gone while the other is left narrows the role like any other removal.
  return byMembers("subset");
}

function isNamed(id: string, { roles, override }: Roles): boolean {
  return Object.hasOwn(roles, id) || override?.by === id || override?.second === id;
}

function roleIn({ roles }: Roles, id: string): Role {
  return (Object.hasOwn(roles, id) ? roles[id] : undefined) ?? { id, users: [], teams: [] };
}

function isHeld({ users, teams }: Role): boolean {
  return users.length + teams.length > 0;
}

function lower(text: string): string {
  return text.toLowerCase();
}
