import { compareConfig } from "../compare/config.js";
import { roleUnit } from "../config/people.js";
import { firstLooser, isSaid, looserThan, refuse, type Places } from "../organisation/organisation.js";
import { nearestPlace } from "../organisation/places.js";
import type { Config } from "../types.js";
import { compareRoleSystem, roleName } from "./compare.js";
import type { ReadRole } from "./read.js";
import type { RoleSystem } from "./role-system.js";

/** Roles in the making: who holds them is in the configuration, where everything is written in the places. */
export interface MergedRoles {
  roles: RoleSystem[];
  config: Config;
  places: Places;
}

/** A part of a role that is taken over as one, with where it is written in the own file. */
interface Part {
  path: PropertyKey[];
  take(merged: RoleSystem): RoleSystem;
}

/**
 * Takes the organisation's roles and the configuration that is in force, and a repository's own roles; returns the roles in force. Own files add roles, and
 * to a role of the organisation's what asks for more; what is looser is told in the own file and does not count.
 */
export function mergeRoles(above: MergedRoles & { heldAbove: Config }, own: readonly ReadRole[], ownPlaces: Places): MergedRoles {
  let merged: MergedRoles = { roles: above.roles, config: above.config, places: { ...above.places } };
  for (const one of own) {
    merged = withHolders(merged, one, above.heldAbove, ownPlaces);
    merged = { ...merged, roles: withRole(merged, one) };
  }
  return merged;
}

function withHolders(merged: MergedRoles, { file, people }: ReadRole, heldAbove: Config, ownPlaces: Places): MergedRoles {
  if (!people) return merged;
  const { key, take, isFree } = roleUnit(people);
  const config = take(merged.config, merged.config);
  const found = isFree({ configFile: null, config: heldAbove, places: {} }, false) ? [] : compareConfig(merged.config, config);
  const looser = firstLooser(found);
  if (!looser) {
    const places = Object.entries(ownPlaces).filter(([name]) => name === key || name.startsWith(`${key}.`));
    return { ...merged, config, places: { ...merged.places, ...Object.fromEntries(places) } };
  }
  refuse(file, ["people"], looserThan(looser, nearestPlace(merged.places, looser.what)));
  return merged;
}

function withRole({ roles, places }: MergedRoles, own: ReadRole): RoleSystem[] {
  const standing = roles.find(({ id }) => id === own.role.id);
  const taken = new Set(roles.filter((role) => role !== standing).flatMap(({ produces }) => produces.map(({ id }) => id)));
  const second = own.role.produces.findIndex(({ id }) => taken.has(id));
  if (second >= 0) {
    const found = `the artefact "${own.role.produces[second]?.id}", which another role of the organisation's gives`;
    refuse(own.file, ["produces", second, "id"], { found, needed: "a name of its own" });
  }
  const free = { ...own.role, produces: own.role.produces.filter(({ id }) => !taken.has(id)) };
  return standing ? roles.map((role) => (role === standing ? tightened(role, free, own, places) : role)) : [...roles, free];
}

function tightened(standing: RoleSystem, free: RoleSystem, { file }: ReadRole, places: Places): RoleSystem {
  return partsOf(free).reduce((merged, { path, take }) => {
    if (!isSaid(file, path)) return merged;
    const candidate = take(merged);
    const looser = firstLooser(compareRoleSystem(merged, candidate));
    if (!looser) return candidate;
    refuse(file, path, looserThan({ ...looser, what: looser.what.slice(roleName(free.id).length) }, nearestPlace(places, looser.what)));
    return merged;
  }, standing);
}

function partsOf(own: RoleSystem): Part[] {
  return [
    { path: ["name"], take: (role) => ({ ...role, name: own.name }) },
    { path: ["purpose"], take: (role) => ({ ...role, purpose: own.purpose }) },
    ...Object.entries(own.engagement).map(([stage, how]): Part => ({
      path: ["engagement", stage],
      take: (role) => ({ ...role, engagement: { ...role.engagement, [stage]: how } }),
    })),
    ...own.consumes.map((one, index): Part => ({
      path: ["consumes", index],
      take: (role) => ({ ...role, consumes: put(role.consumes, one, ({ artefact }) => artefact) }),
    })),
    ...own.produces.map((one): Part => ({
      path: ["produces"],
      take: (role) => ({ ...role, produces: put(role.produces, one, ({ id }) => id) }),
    })),
    ...own.workflows.map((one, index): Part => ({
      path: ["workflows", index],
      take: (role) => ({ ...role, workflows: put(role.workflows, one, ({ id }) => id) }),
    })),
    { path: ["notes"], take: (role) => ({ ...role, notes: [...new Set([...role.notes, ...own.notes])] }) },
  ];
}

function put<T>(list: readonly T[], one: T, idOf: (each: T) => string): T[] {
  const at = list.findIndex((each) => idOf(each) === idOf(one));
  return at < 0 ? [...list, one] : list.with(at, one);
}
