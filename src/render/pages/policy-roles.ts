import { agentsOf } from "../../core/policy/agents/agent.js";
import { pinOf, roleList } from "../../core/policy/pins.js";
import type { Policy } from "../../core/policy/types.js";
import type { ShownAgent, ShownRoleMap } from "../../core/shown/roles.js";
import type { ShownRole } from "../../core/shown/types.js";
import { agentFacts } from "../agents.js";
import { policyWords } from "../policy-words.js";
import type { RoleMap } from "../roles/map.js";
import { HELD_BY, roleSections } from "../roles/page.js";
import { sourceUrl, type Source } from "./links.js";

/** Takes a policy with its roles as a map, and where it lies; returns each role with its people and what its file says. */
export function shownRoles(policy: Policy, map: RoleMap, place: Omit<Source, "file">): ShownRole[] {
  return Object.values(policy.roles).map(({ id, users, teams }) => {
    const role = map.roles.find(({ system }) => system.id === id);
    return {
      id,
      users: users.map((login) => ({ login, id: accountOf(policy, id, login) })),
      teams,
      file: role
        ? {
            name: policyWords(role.system.name),
            purpose: policyWords(role.system.purpose),
            sections: roleSections(role, map)
              .filter(({ title }) => title !== HELD_BY)
              .map(({ title, lines }) => ({ title: policyWords(title), lines: lines.map(policyWords) })),
            url: sourceUrl({ ...place, file: role.system.file }),
          }
        : null,
    };
  });
}

/** Takes roles as a map; returns what of it is drawn. */
export function shownRoleMap({ stages, roles, flows }: RoleMap): ShownRoleMap {
  return {
    stages: stages.map(({ id, name }) => ({ id, name })),
    roles: roles.map(({ system: { id, name }, engagement }) => ({ system: { id, name }, engagement })),
    flows,
  };
}

/** Takes a policy and where it lies; returns its agents. */
export function shownAgents(policy: Policy, place: Omit<Source, "file">): ShownAgent[] {
  return agentsOf(policy).map((agent) => ({
    id: agent.id,
    name: policyWords(agent.name),
    role: agent.role,
    facts: agentFacts(agent).map(([key, value]) => ({ key, words: policyWords(value) })),
    url: sourceUrl({ ...place, file: agent.file }),
  }));
}

function accountOf(policy: Policy, role: string, login: string): number | null {
  const pin = pinOf(policy, roleList(role), login);
  return pin?.known ? pin.value : null;
}
