import type { CheckSpec } from "../../checks/gate-spec.js";
import { ownEntry } from "../../basics/own-entry.js";
import { INHERITED } from "../organisation/organisation.js";
import type { Policy } from "../types.js";
import type { Duration } from "../../time/types.js";

/** How a role takes part in a stage. */
export type Engagement = "lead" | "support" | "consult" | "none";

/** A role as its file under contracts/roles/ describes it: what it takes part in, takes, gives, and how it works. Who holds it is in `Policy.roles`. */
export interface RoleSystem {
  id: string;
  name: string;
  purpose: string;
  /** Path of the file it was read from. */
  file: string;
  /** By stage id; a stage that is not named is none of its business. */
  engagement: Record<string, Engagement>;
  consumes: Consumed[];
  produces: Produced[];
  workflows: Workflow[];
  notes: string[];
}

/** Something a role needs to work. */
export interface Consumed {
  artefact: string;
  /** The role it comes from, or a source outside of the repository. */
  from: string | { external: string };
  /** How fresh it must be; null: no matter. */
  cadence: Duration | null;
}

/** Something a role gives to others. */
export interface Produced {
  id: string;
  name: string;
  to: "all" | string[];
  /** With a hand-off, or as a published document. */
  by: { contract: string } | { document: string };
  /** How often there is a new version; null: no matter. */
  cadence: Duration | "per_item" | null;
  /** What makes a published document usable by others. */
  checks: CheckSpec[];
}

/** How a role works while an item is in a stage. */
export interface Workflow {
  id: string;
  stage: string;
  trigger: string;
  steps: WorkflowStep[];
}

export interface WorkflowStep {
  id: string;
  do: string;
  /** How one sees that it was done; null: only a person can tell. */
  done: Done | null;
  /** Ids of the agents that do it. */
  agents: string[];
}

/** What shows that a step was done. */
export type Done = { artefact: string } | { gate: string } | { section: string } | { contract: string };

/** The key of roles among the parts of a policy. */
export const ROLE_PART = "role";

/** The roles that files describe, in a policy or in what was read; none where there is no such file. */
export function roleSystemsOf(holder: { parts?: Record<string, unknown> } | null): RoleSystem[] {
  return (holder?.parts?.[ROLE_PART] as RoleSystem[] | undefined) ?? [];
}

/** Takes a policy and a role; returns the files beside the configuration that say who holds it, an organisation's too: none where the configuration says so. */
export function filesOfRole(policy: Pick<Policy, "parts" | "places">, role: string): string[] {
  // Where a repository says so under an organisation's file, either file may change it.
  const described = roleSystemsOf(policy).flatMap(({ id, file }) => (id === role && file.startsWith(INHERITED) ? [file] : []));
  const held = ownEntry(policy.places ?? {}, `roles.${role}`)?.file;
  return [...new Set([...described, ...(held === undefined ? [] : [held])])];
}

/** Takes roles and a stage; returns those that take part in it in the given way, in the roles' order. */
export function engagedIn(roles: readonly RoleSystem[], stage: string, how: Engagement): RoleSystem[] {
  return roles.filter(({ engagement }) => Object.hasOwn(engagement, stage) && engagement[stage] === how);
}
