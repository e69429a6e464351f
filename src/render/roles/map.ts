import { roleSystemsOf, type Engagement, type RoleSystem } from "../../core/policy/roles/role-system.js";
import type { RoleFlow, ShownRoleMap } from "../../core/shown/roles.js";
import { ownEntry } from "../../core/basics/own-entry.js";
import type { Policy, Role, Stage } from "../../core/policy/types.js";
import { oftenWords } from "../../core/time/lapse-words.js";

/** Roles by stages, and what flows between them: what every format shows. */
export interface RoleMap {
  stages: Stage[];
  roles: MappedRole[];
  flows: RoleFlow[];
}

export interface MappedRole {
  system: RoleSystem;
  /** Who holds it. */
  people: Role;
  /** In the stages' order. */
  engagement: Engagement[];
}

/** Takes a policy; returns its roles as a map. */
export function roleMapOf(policy: Policy): RoleMap {
  const systems = roleSystemsOf(policy);
  const { stages } = policy.lifecycle;
  const roles = systems.map((system) => ({
    system,
    people: ownEntry(policy.roles, system.id) ?? { id: system.id, users: [], teams: [] },
    engagement: stages.map(({ id }) => ownEntry(system.engagement, id) ?? "none"),
  }));
  return { stages, roles, flows: [...systems.flatMap((system) => given(system, systems)), ...outside(systems)] };
}

function given(system: RoleSystem, systems: readonly RoleSystem[]): RoleFlow[] {
  return system.produces.map(({ id, name, by, cadence, to: meant }) => {
    const to = systems.filter(({ consumes }) => consumes.some((one) => one.artefact === id && one.from === system.id)).map((one) => one.id);
    const often = cadence === null || cadence === "per_item" ? (cadence ?? "") : cadence.text;
    const untaken = meant === "all" ? [] : meant.filter((role) => !to.includes(role));
    const told = often === "per_item" ? "with every hand-off" : often;
    return { artefact: id, name, from: system.id, external: false, to, untaken, by, cadence: told };
  });
}

/** What comes from outside, or from a role that does not say that it gives it. */
function outside(systems: readonly RoleSystem[]): RoleFlow[] {
  const flows = new Map<string, RoleFlow>();
  for (const system of systems)
    for (const { artefact, from, cadence } of system.consumes) {
      const source = typeof from === "string" ? from : from.external;
      const isGiven = systems.some(({ id, produces }) => id === from && produces.some((one) => one.id === artefact));
      if (isGiven) continue;
      const key = JSON.stringify([artefact, from]);
      const known = flows.get(key);
      if (known) known.to.push(system.id);
      else
        flows.set(key, {
          artefact,
          name: artefact,
          from: source,
          external: typeof from !== "string",
          to: [system.id],
          untaken: [],
          by: null,
          cadence: cadence?.text ?? "",
        });
    }
  return [...flows.values()];
}

/** How something gets to whom, in a few plain words. */
export function wayWords({ by, cadence }: Pick<RoleFlow, "by" | "cadence">): string {
  const way = by === null ? "" : "contract" in by ? `with ${by.contract}` : `in ${by.document}`;
  const often = cadence === "" || cadence.startsWith("with") ? cadence : oftenWords(cadence);
  return [way, often].filter((words) => words !== "").join(", ");
}

/** Takes a flow and how a role is named; returns who gets it, those included that it is meant for and that do not take it; `nobody` where there is none. */
export function receivers({ to, untaken }: Pick<RoleFlow, "to" | "untaken">, named: (id: string) => string = (id) => id): string[] {
  const all = [...to.map(named), ...untaken.map((id) => `${named(id)} (does not take it)`)];
  return all.length === 0 ? ["nobody"] : all;
}

/** Takes roles; returns what a role is called by its id: what its file says, else the id. */
export function nameIn({ roles }: Pick<ShownRoleMap, "roles">): (id: string) => string {
  const names = new Map(roles.map(({ system }) => [system.id, system.name]));
  return (id) => names.get(id) ?? id;
}
