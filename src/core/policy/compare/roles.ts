import type { CheckSpec } from "../../checks/gate-spec.js";
import { checkByKind } from "../../checks/registry.js";
import { byMembers, differ, type Difference, type Effect } from "./difference.js";
import type { Contract, Policy, Role } from "../types.js";

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
    ...differ(`roles.${id}.users`, was.users.map(lower).toSorted(), is.users.map(lower).toSorted(), rule),
    ...differ(`roles.${id}.teams`, was.teams.map(lower).toSorted(), is.teams.map(lower).toSorted(), rule),
  ];
}

function ruleFor(id: string, before: Roles, emptied: boolean): (before: readonly string[], after: readonly string[]) => Effect {
  // A role that nothing named gave nobody a say.
  if (!isNamed(id, before)) return () => "neutral";
  // Where nobody holds the giving role, whoever may triage hands off.
  if (emptied) return () => "loosened";
  // Where its word stands against the item, fewer people to give it let something pass, too.
  if (before.contracts?.some(({ gates }) => gates.some(({ check }) => rolesAgainst(check).includes(id)))) return () => "unclear";
  // A list that is gone while the other is left narrows the role like any other removal.
  return byMembers("subset");
}

/** Roles named inside checks that must not pass. */
function rolesAgainst({ kind, params }: CheckSpec, isInside = false): string[] {
  const definition = checkByKind(kind);
  const named = [
    definition?.supplier?.(params) ?? [],
    definition?.assigneeRoles?.(params) ?? [],
    definition?.reviewerRoles?.(params) ?? [],
  ];
  const against = isInside || definition?.stricter?.["checks"] === "reversed";
  return [...(isInside ? named.flat() : []), ...(definition?.nested?.(params) ?? []).flatMap((spec) => rolesAgainst(spec, against))];
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
